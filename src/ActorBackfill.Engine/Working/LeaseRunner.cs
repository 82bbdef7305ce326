using System.Collections.Immutable;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Committing;
using ActorBackfill.Engine.Dispatching;
using ActorBackfill.Engine.Ports;
using Akka.Actor;

namespace ActorBackfill.Engine.Working;

/// <summary>
/// Runs the units of one lease one after the other, in a task. What is finished goes to the writer at the latest before anything is
/// waited for, so that a slow unit holds nothing back and short ones share a message.
/// </summary>
internal sealed class LeaseRunner(WorkerParts parts, UnitRunner runner, OwnEquipment? equipment)
{
    private readonly ImmutableArray<AttemptWithoutRows>.Builder _withoutRows = ImmutableArray.CreateBuilder<AttemptWithoutRows>();
    private readonly ImmutableArray<UnitResult>.Builder _finished = ImmutableArray.CreateBuilder<UnitResult>();
    private readonly ImmutableArray<UnitWarning>.Builder _warnings = ImmutableArray.CreateBuilder<UnitWarning>();
    private readonly Lock _gate = new();
    private long _bytes;
    private long _rows;
    private int _requests;
    private int _duplicates;
    private int _ended;
    private long _attemptStarted;
    private bool _isRevoked;
    private AttemptLimit? _limit;
    private IFetchUnits _source = parts.Ports.Source;

    /// <summary>Runs a lease.</summary>
    /// <param name="assigned">The lease.</param>
    /// <param name="worker">Whose it is.</param>
    /// <param name="cancellation">Cancelled by the worker; each attempt's time limit is added to it.</param>
    public async Task<LeaseEnded> RunAsync(AssignUnits assigned, IActorRef worker, CancellationToken cancellation)
    {
        var started = parts.Working.GetTimestamp();
        using var limit = new AttemptLimit(parts.Working, parts.Job.Retry.AttemptTimeout, cancellation);
        Volatile.Write(ref _limit, limit);
        var place = parts.Ports.InFlight.Take();
        _source = assigned.Units.Length == 1 ? parts.Ports.Source
            : parts.Ports.Source.Together([.. assigned.Units.Select(u => parts.Plan.UnitAt(u.Index))], assigned.Units.Any(u => u.Attempt > 1));
        try
        {
            foreach (var attempt in assigned.Units)
            {
                parts.Ports.InFlight.Mark(place, parts.Plan.OrdinalAt(attempt.Index));
                if (!TryBegin() || !TryNote(await RunAsync(attempt, limit.Begin(), cancellation)))
                {
                    break;
                }
            }
        }
        finally
        {
            parts.Ports.InFlight.Give(place);
        }

        Flush();
        var elapsed = parts.Working.GetElapsedTime(started);
        return new LeaseEnded(assigned.Lease, worker, _withoutRows.ToImmutable(), _bytes, _requests, _duplicates, elapsed)
        {
            Warnings = _warnings.ToImmutable(),
            Rows = _rows,
        };
    }

    /// <summary>
    /// Gives the lease up when its attempt has gone on for too long. From then on nothing more is handed to the writer, and no other unit
    /// begins: the attempt may end one day, and by then another worker may have had the unit. Thread safe.
    /// </summary>
    /// <param name="assigned">The lease.</param>
    /// <param name="worker">Whose it is.</param>
    /// <param name="after">How long an attempt may go on.</param>
    /// <returns>What to tell the supervisor; null when the attempt has not gone on for so long.</returns>
    public SlotLost? TryRevoke(AssignUnits assigned, IActorRef worker, TimeSpan after)
    {
        lock (_gate)
        {
            // What it waited for its turn is not its fault: the source may be closed for a day.
            var (since, spent) = (parts.Working.GetElapsedTime(_attemptStarted), _limit?.Spent ?? TimeSpan.Zero);
            var elapsed = since < spent ? since : spent;
            if (_attemptStarted == 0 || _ended >= assigned.Units.Length || elapsed < after)
            {
                return null;
            }

            _isRevoked = true;
            var text = $"The attempt did not end {(elapsed - parts.Job.Retry.AttemptTimeout).TotalSeconds:0} s after it was told to, and was given up; what it holds stays lost until the process ends.";
            var hung = new AttemptWithoutRows(assigned.Units[_ended], UnitOutcome.Failed, FailureCategory.Timeout, text, false, null, (int)Math.Min(elapsed.TotalMilliseconds, int.MaxValue));
            return new SlotLost(assigned.Lease, worker, hung, _ended, _withoutRows.ToImmutable(), _bytes, _requests, _duplicates)
            {
                Warnings = _warnings.ToImmutable(),
            };
        }
    }

    private bool TryBegin()
    {
        lock (_gate)
        {
            // 0 means none; a clock that begins at 0 is one tick late.
            _attemptStarted = Math.Max(1, parts.Working.GetTimestamp());
            return !_isRevoked;
        }
    }

    private bool TryNote(AttemptEnd end)
    {
        lock (_gate)
        {
            if (_isRevoked)
            {
                return false;
            }

            Note(end);
            _ended++;
            return true;
        }
    }

    private async ValueTask<AttemptEnd> RunAsync(UnitAttempt attempt, CancellationToken limit, CancellationToken cancelled)
    {
        try
        {
            limit.ThrowIfCancellationRequested();
            if (equipment is null)
            {
                await using var own = new Equipment(parts.Ports.Sink, parts.Ports.CreateProcessor);
                return await RunAsync(attempt, own, limit);
            }

            return await RunAsync(attempt, equipment.Get(), limit);
        }
        catch (OperationCanceledException)
        {
            return cancelled.IsCancellationRequested
                ? Without(attempt, FailureCategory.Cancelled, "The run was stopped.")
                : Without(attempt, FailureCategory.Timeout, $"The attempt took longer than {parts.Job.Retry.AttemptTimeout.TotalSeconds:0.###} s.");
        }
        catch (BackfillException e)
        {
            return new AttemptEnd(null, new(attempt, UnitOutcome.Failed, e.Category, e.Message, e.CanRetry, e.RetryAfter, 0), 0, 0);
        }
#pragma warning disable CA1031 // A processor is foreign code: what it throws when it is made or closed fails its unit and no other.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Without(attempt, FailureCategory.Calculation, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private ValueTask<AttemptEnd> RunAsync(UnitAttempt attempt, Equipment own, CancellationToken limit)
    {
        var running = runner.RunAsync(attempt, _source, own, _limit!, limit);
        if (!running.IsCompleted)
        {
            Flush();
        }

        return running;
    }

    private static AttemptEnd Without(UnitAttempt attempt, FailureCategory category, string text) =>
        new(null, new(attempt, UnitOutcome.Failed, category, text, category.CanRetry(), null, 0), 0, 0);

    private void Note(AttemptEnd end)
    {
        _requests += end.Requests;
        _duplicates += end.Duplicates;
        if (end.WithoutRows is { } without)
        {
            _withoutRows.Add(without);
        }
        else if (end.Result is { } result)
        {
            _finished.Add(result);
            _bytes += result.SizeBytes;
            _rows += result.RowCount;
            foreach (var text in end.Warnings.IsDefaultOrEmpty || _warnings.Count >= LeaseEnded.MostWarnings ? [] : end.Warnings)
            {
                _warnings.Add(new UnitWarning(result.Unit.Key, text));
            }
        }
    }

    private void Flush()
    {
        lock (_gate)
        {
            if (_finished.Count > 0 && !_isRevoked)
            {
                parts.Committer.Tell(new HandOver(_finished.ToImmutable()));
                _finished.Clear();
            }
        }
    }
}
