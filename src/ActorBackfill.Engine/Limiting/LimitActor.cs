using ActorBackfill.Domain.Budgets;
using ActorBackfill.Engine.Ports;
using Akka.Actor;
using Akka.Event;

namespace ActorBackfill.Engine.Limiting;

/// <summary>
/// The gate of one run: asks the source's budget for turns and gives them to those that wait, first come, first served. Workers hold at
/// most one request each, which bounds the queue. At most one question is out at a time; what gathers meanwhile goes with the next one.
/// </summary>
internal sealed partial class LimitActor : ReceiveActor, IWithTimers
{
    private const string AskTimer = "ask";
    private const string OpenTimer = "open";

    // How late the budget may hear of requests that ended, when nobody waits for their slots.
    private static readonly TimeSpan ReportPause = TimeSpan.FromMilliseconds(250);

    // How long to wait before a budget that cannot be used is tried again.
    private static readonly TimeSpan BrokenPause = TimeSpan.FromSeconds(2);

    private readonly LimitParts _parts;
    private readonly IBudget _budget;
    private readonly PartyId _me;
    private readonly TurnQueue _queue;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private BudgetLimits _limits;
    private BudgetAnswer _last = new(0, null);
    private int _inFlight;

    public LimitActor(LimitParts parts)
    {
        _parts = parts;
        _budget = parts.Budget ?? new MemoryBudget("", parts.Time);
        _me = _budget.PartyOf(parts.Run);
        _queue = new TurnQueue(parts.Time);
        _limits = parts.Limit.Limits;
        Become(Ready);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private int Wanted => _isHeld ? 0 : _queue.Count;

    public static Props For(LimitParts parts) => Props.Create(() => new LimitActor(parts));

    /// <inheritdoc/>
    protected override void PostStop() => _queue.CancelAll();

    private void Ready()
    {
        Receive<AwaitTurn>(wait =>
        {
            if (Queues(wait.Turn) && (!Timers.IsTimerActive(AskTimer) || _isReportDue))
            {
                Ask();
            }
        });
        Receive<TurnEnded>(ended =>
        {
            End(ended);
            AfterEnd();
        });
        Receive<CloseSource>(close =>
        {
            Refuse(close);
            Ask();
        });
        Receive<AskDue>(_ => Ask());
        Receive<ReleaseTurns>(_ =>
        {
            LetGo();
            Ask();
        });
        Receive<ChangeRate>(change =>
        {
            Change(change);
            Ask();
            Sender.Tell(State());
        });
        Common();
    }

    private void Asking()
    {
        Receive<AwaitTurn>(wait => Queues(wait.Turn));
        Receive<TurnEnded>(End);
        Receive<CloseSource>(Refuse);
        Receive<AskDue>(_ => { });
        Receive<ReleaseTurns>(_ => LetGo());
        Receive<ChangeRate>(change =>
        {
            Change(change);
            Sender.Tell(State());
        });
        Receive<BudgetAnswered>(answered =>
        {
            Become(Ready);
            OnAnswer(answered.Answer);
        });
        Receive<BudgetFailed>(failed =>
        {
            Become(Ready);
            OnFailure(failed.Error);
        });
        Common();
    }

    private void Common()
    {
        Receive<OpenDue>(_ => TellWhetherOpen());
        Receive<HoldTurns>(_ => _isHeld = true);
        Receive<CancelTurns>(_ => OnCancelTurns());
        Receive<GetLimitState>(_ => Sender.Tell(State()));
    }

    private void End(TurnEnded ended)
    {
        _inFlight--;
        Note(ended.Elapsed);
    }

    // Who waits for a slot has it at once; who waits for the rate is waited for by the timer; who waits for nothing is told of later.
    private void AfterEnd()
    {
        if (Wanted > 0 ? _last.WaitsForSlot : _last.OthersWait)
        {
            Ask();
        }
        else if (_parts.Budget is not null && !Timers.IsTimerActive(AskTimer))
        {
            _isReportDue = true;
            Timers.StartSingleTimer(AskTimer, AskDue.Instance, ReportPause);
        }
    }

    private void Change(ChangeRate change)
    {
        if (change.PerSecond is null or > 0)
        {
            _limits = _limits with { Rate = change.PerSecond ?? _parts.Limit.RequestsPerSecond };
        }
    }

    private void Ask()
    {
        Timers.Cancel(AskTimer);
        _isReportDue = false;
        _queue.DropCancelled();
        var request = Request();
        if (_parts.Budget is null)
        {
            OnAnswer(_budget.Reserve(request));
            return;
        }

        var budget = _budget;
        Become(Asking);
        _ = _parts.Start(() => Task.FromResult<object>(new BudgetAnswered(budget.Reserve(request))))
            .PipeTo(Self, failure: error => new BudgetFailed(error));
    }

    private void OnAnswer(BudgetAnswer answer)
    {
        _last = answer;
        _answeredAt = _parts.Time.GetTimestamp();
        Heard();
        TellWhetherOpen();

        // The server asked for quiet since: what was given before that stays unused.
        if (_close is not null)
        {
            Ask();
            return;
        }

        for (var turns = answer.Turns; turns > 0 && !_isHeld && _queue.TryGive(Self); turns--)
        {
            _inFlight++;
        }

        if (Wanted == 0)
        {
            return;
        }

        if (answer.Wait is { } wait)
        {
            Timers.StartSingleTimer(AskTimer, AskDue.Instance, wait);
        }
        else
        {
            Ask();
        }
    }

    private void OnFailure(Exception error)
    {
        NotHeard();
        if (error is not BudgetUnusableException)
        {
            throw new InvalidOperationException("the budget's own code failed", error);
        }

        Broken(error.Message);
        Timers.StartSingleTimer(AskTimer, AskDue.Instance, BrokenPause);
    }

    private sealed record BudgetAnswered(BudgetAnswer Answer);

    private sealed record BudgetFailed(Exception Error);

    private sealed record AskDue
    {
        public static AskDue Instance { get; } = new();
    }

    private sealed record OpenDue
    {
        public static OpenDue Instance { get; } = new();
    }
}
