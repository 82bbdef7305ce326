using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Budgets;
using Akka.Actor;
using Akka.Event;

namespace ActorBackfill.Engine.Limiting;

/// <summary>What the limit tells the budget, and what it tells people.</summary>
internal sealed partial class LimitActor
{
    private const int ShownRefusals = 20;

    private Answers _answers = Answers.None;
    private Answers _told = Answers.None;
    private (TimeSpan Delay, string Reason)? _close;
    private (TimeSpan Delay, string Reason)? _toldClose;
    private int _refusedInFlight;
    private long _refusals;
    private ImmutableArray<Refusal> _lastRefusals = [];
    private bool _isReportDue;
    private long _answeredAt;
    private DateTimeOffset? _closedUntil;
    private string? _broken;

    private void Refuse(CloseSource close)
    {
        _refusals++;
        var kept = _lastRefusals.Length < ShownRefusals ? _lastRefusals : _lastRefusals.RemoveAt(0);
        _lastRefusals = kept.Add(new Refusal(_parts.Time.GetUtcNow(), close.Delay, close.Reason));
        _refusedInFlight++;
        _answers = _answers.And(new Answers(0, 1, TimeSpan.Zero));
        Close((close.Delay, close.Reason));
    }

    // The longest of several counts.
    private void Close((TimeSpan Delay, string Reason) close) => _close = _close is { } known && known.Delay >= close.Delay ? known : close;

    // A refusal is told before its request ends.
    private void Note(TimeSpan elapsed)
    {
        if (_refusedInFlight > 0)
        {
            _refusedInFlight--;
        }
        else
        {
            _answers = _answers.And(new Answers(1, 0, elapsed));
        }
    }

    private BudgetRequest Request()
    {
        (_told, _answers) = (_answers, Answers.None);
        (_toldClose, _close) = (_close, null);
        return new BudgetRequest(_me, _limits)
        {
            Wanted = Wanted,
            InFlight = _inFlight,
            Waited = Waited,
            Answers = _told,
            CloseFor = _toldClose?.Delay,
            CloseReason = _toldClose?.Reason ?? "",
        };
    }

    private void Heard()
    {
        (_told, _toldClose) = (Answers.None, null);
        if (_broken is not null)
        {
            _log.Info("The budget {Budget} can be used again", _budget.Name);
            _broken = null;
            _parts.Supervisor.Tell(new SourceClosed(null));
        }
    }

    private void NotHeard()
    {
        _answers = _told.And(_answers);
        if (_toldClose is { } close)
        {
            Close(close);
        }

        (_told, _toldClose) = (Answers.None, null);
    }

    private void Broken(string reason)
    {
        if (_broken == reason)
        {
            return;
        }

        (_broken, _closedUntil) = (reason, null);
        _log.Warning("The budget {Budget} cannot be used: {Reason}; nothing is requested until it can, tried again every {Pause}", _budget.Name, reason, BrokenPause);
        _parts.Supervisor.Tell(new SourceClosed($"nothing is requested: {reason}"));
    }

    private void TellWhetherOpen()
    {
        var left = _last.ClosedFor - _parts.Time.GetElapsedTime(_answeredAt);
        if (left is not { } closedFor || closedFor <= TimeSpan.Zero)
        {
            if (_closedUntil is not null && _broken is null)
            {
                _parts.Supervisor.Tell(new SourceClosed(null));
            }

            _closedUntil = null;
            return;
        }

        Timers.StartSingleTimer(OpenTimer, OpenDue.Instance, closedFor);
        var until = _parts.Time.GetUtcNow() + closedFor;
        if (_closedUntil is { } known && (until - known).Duration() < TimeSpan.FromSeconds(1))
        {
            return;
        }

        _closedUntil = until;
        _parts.Supervisor.Tell(new SourceClosed($"{_last.ClosedReason}, until {Text(until)}") { Until = until });
    }

    private string Text(DateTimeOffset until) =>
        until.ToString(until.UtcDateTime.Date == _parts.Time.GetUtcNow().UtcDateTime.Date ? "HH:mm:ss'Z'" : "yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private LimitState State() => new()
    {
        Budget = _budget.Name,
        ConfiguredRate = _limits.Rate,
        EffectiveRate = _last.Rate ?? _limits.Rate,
        ConfiguredConcurrency = _limits.Concurrency,
        EffectiveConcurrency = _last.Concurrency ?? _limits.Concurrency,
        IsAdaptive = _limits.IsAdaptive,
        InFlight = _inFlight,
        Waiting = _queue.Count,
        ClosedUntil = _closedUntil,
        ClosedReason = _broken ?? (_closedUntil is null ? null : _last.ClosedReason),
        Quotas = [.. _last.Quotas.Select(q => new QuotaUse(q.Window, q.Most, q.Used))],
        Requests = _queue.Given,
        Refusals = _refusals,
        LastRefusals = _lastRefusals,
        WaitP50 = _queue.Percentiles?.P50,
        WaitP95 = _queue.Percentiles?.P95,
        Waited = _queue.Waited,
        WaitedShare = _queue.BusyShare,
    };
}
