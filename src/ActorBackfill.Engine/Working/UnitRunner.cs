using System.Collections.Immutable;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Dispatching;
using ActorBackfill.Engine.Limiting;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Working;

/// <summary>How an attempt ended: with rows for the writer, or without.</summary>
/// <param name="Result">The rows, or null.</param>
/// <param name="WithoutRows">Why there are none, or null.</param>
/// <param name="Requests">Requests made.</param>
/// <param name="Duplicates">Rows dropped because a later one of the unit had their key.</param>
internal readonly record struct AttemptEnd(UnitResult? Result, AttemptWithoutRows? WithoutRows, int Requests, int Duplicates)
{
    /// <summary>Gets what the source found odd about the unit; default when nothing.</summary>
    public ImmutableArray<string> Warnings { get; init; }
}

/// <summary>One attempt at one unit, as a sentence: fetch and check, process, hash. Serves one worker; no two attempts at a time.</summary>
internal sealed class UnitRunner
{
    private readonly WorkerParts _parts;
    private readonly ImmutableArray<RowMapper> _mappers;
    private readonly Dictionary<string, RowHasher> _hashers;

    public UnitRunner(WorkerParts parts)
    {
        _parts = parts;
        _mappers = [.. parts.Job.Sink.Tables.Select(t => new RowMapper(t))];
        _hashers = parts.Job.Sink.Tables.ToDictionary(t => t.Name, t => new RowHasher(t), StringComparer.Ordinal);
    }

    /// <summary>Runs an attempt. Never throws but for a cancelled token.</summary>
    /// <param name="attempt">Which.</param>
    /// <param name="source">Fetches the units of its lease.</param>
    /// <param name="equipment">The worker's own things.</param>
    /// <param name="clock">The attempt's time, which stops while it waits for its turn.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async ValueTask<AttemptEnd> RunAsync(UnitAttempt attempt, IFetchUnits source, Equipment equipment, AttemptLimit clock, CancellationToken cancellation)
    {
        var started = _parts.Working.GetTimestamp();
        var gate = new CountingGate(_parts.Gate, clock);
        try
        {
            var unit = _parts.Plan.UnitAt(attempt.Index);
            var unless = _parts.Job.Existing is { } existing && !attempt.Replaces ? ExistingRows.Of(existing, unit) : null;
            if (unless is not null && IsThere(unless, equipment))
            {
                return new AttemptEnd(null, new(attempt, UnitOutcome.Skipped, default, unless.Reason, false, null, Milliseconds(started)), 0, 0);
            }

            var fetched = await source.FetchAsync(unit, gate, cancellation);
            var rows = new UnitRows(unit, _mappers, _parts.Ports.Readiness?.Of(unit)) { Policy = _parts.Job.Sink.Rows };
            var (skipped, warnings) = await ProcessAsync(unit, attempt, fetched, rows, equipment, cancellation);
            return skipped is null
                ? new AttemptEnd(Result(unit, attempt, rows, Milliseconds(started)) with { Unless = unless }, null, gate.Requests, rows.Duplicates) { Warnings = fetched.Warnings.IsEmpty ? warnings : fetched.Warnings.AddRange(warnings) }
                : new AttemptEnd(null, new(attempt, UnitOutcome.Skipped, default, skipped, false, null, Milliseconds(started)), gate.Requests, 0);
        }
        catch (BackfillException e)
        {
            return Failed(attempt, e.Category, e.Message, e.CanRetry, e.RetryAfter, started, gate.Requests, e.IsShared);
        }
#pragma warning disable CA1031 // A processor is foreign code: whatever it throws fails its unit and no other.
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return Failed(attempt, FailureCategory.Calculation, $"{e.GetType().Name}: {e.Message}", FailureCategory.Calculation.CanRetry(), null, started, gate.Requests);
        }
    }

    // Looked up before anything is requested, and once more in the sink's transaction.
    private static bool IsThere(ExistingRows rows, Equipment equipment) =>
        equipment.Reader.Query(rows.Sql, [.. rows.Columns.Select((c, i) => ($"$p{i}", (object?)c.Value))]).Count > 0;

    private async ValueTask<(string? Skipped, ImmutableArray<string> Warnings)> ProcessAsync(
        PlanUnit unit, UnitAttempt attempt, FetchedUnit fetched, UnitRows rows, Equipment equipment, CancellationToken cancellation)
    {
        if (equipment.Processor is { } processor)
        {
            var context = new UnitContext(unit, attempt.Attempt, fetched.Items, equipment.Reader, _parts.Ports.Time, rows);
            await processor.ProcessAsync(context, cancellation);
            return (context.SkipReason, context.Warnings);
        }

        foreach (var item in fetched.Items)
        {
            rows.AddToAll(item);
        }

        return (null, []);
    }

    private UnitResult Result(PlanUnit unit, UnitAttempt attempt, UnitRows rows, int milliseconds)
    {
        var tables = rows.Tables;
        var hash = ContentHash.Empty;
        var count = 0;
        var size = 0L;
        foreach (var table in tables)
        {
            var hasher = _hashers[table.Table.Name];
            count += table.Rows.Count;
            foreach (var row in table.Rows)
            {
                hash += hasher.Hash(row);
                size += RowSize.Of(row);
            }
        }

        var rejected = rows.Rejected;
        if (rejected.Length > 0)
        {
            RejectRules.Check(_parts.Job.Sink.Rows, count + rows.Duplicates, rejected.Length, rejected[0].Reason);
            size += rejected.Sum(r => (long)r.Row.Length + r.Reason.Length) * sizeof(char);
        }

        return new UnitResult(unit, attempt.Attempt, tables, count, hash, size, milliseconds, attempt.Replaces)
        {
            Rejected = rejected,
            Policy = _parts.Job.Sink.Rows,
            Duplicates = rows.Duplicates,
        };
    }

    private AttemptEnd Failed(
        UnitAttempt attempt, FailureCategory category, string text, bool canRetry, TimeSpan? retryAfter, long started, int requests, bool isShared = false) =>
        new(null, new(attempt, UnitOutcome.Failed, category, text, canRetry, retryAfter, Milliseconds(started)) { IsShared = isShared }, requests, 0);

    private int Milliseconds(long started) => (int)Math.Min(_parts.Working.GetElapsedTime(started).TotalMilliseconds, int.MaxValue);
}
