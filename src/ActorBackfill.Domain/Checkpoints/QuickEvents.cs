using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>
/// Reads the five kinds of which a journal mostly consists without the generated serializer, whose 700 methods take a tenth of a second to
/// compile: more than all else that <c>status</c> does. What is not as expected here is left to the serializer, which says what is wrong.
/// </summary>
internal static partial class QuickEvents
{
    /// <summary>Reads an event or a snapshot; null when the serializer has to.</summary>
    /// <param name="json">The event without its checksum.</param>
    /// <param name="manifest">Its kind.</param>
    public static object? TryRead(ReadOnlySpan<byte> json, string manifest)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? manifest switch
            {
                "us1" => Settled(ref reader),
                "rs1" => Started(ref reader),
                "re1" => Ended(ref reader),
                "pl1" => Plan(ref reader),
                "cs1" => Snapshot(ref reader),
                _ => null,
            }
            : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static UnitsSettled? Settled(ref Utf8JsonReader json)
    {
        var (n, at, runId, units, chain) = (0L, default(DateTimeOffset), (string?)null, (string?)null, (string?)null);
        while (Next(ref json, out var name))
        {
            switch (name)
            {
                case "n": n = json.GetInt64(); break;
                case "runId": runId = json.GetString(); break;
                case "at": at = json.GetDateTimeOffset(); break;
                case "units": units = json.GetString(); break;
                case "chain": chain = json.GetString(); break;
                default: return null;
            }
        }

        return runId is null || units is null ? null : new UnitsSettled(n, runId, at, units) { Chain = chain };
    }

    private static RunStarted? Started(ref Utf8JsonReader json)
    {
        var (run, runId, at, job, sinkId) = (0, (string?)null, default(DateTimeOffset), (string?)null, (string?)null);
        var (plan, units, again, host, process) = ((string?)null, 0L, false, (string?)null, 0);
        while (Next(ref json, out var name))
        {
            switch (name)
            {
                case "run": run = json.GetInt32(); break;
                case "runId": runId = json.GetString(); break;
                case "at": at = json.GetDateTimeOffset(); break;
                case "job": job = json.GetString(); break;
                case "sinkId": sinkId = json.GetString(); break;
                case "planFingerprint": plan = json.GetString(); break;
                case "units": units = json.GetInt64(); break;
                case "runsAgain": again = json.GetBoolean(); break;
                case "host": host = json.GetString(); break;
                case "processId": process = json.GetInt32(); break;
                default: return null;
            }
        }

        return runId is null || job is null || sinkId is null || plan is null || host is null
            ? null
            : new RunStarted(run, runId, at, job, sinkId, plan, units, again, host, process);
    }

    private static RunEnded? Ended(ref Utf8JsonReader json)
    {
        var (runId, at, end) = ((string?)null, default(DateTimeOffset), (RunEnd?)null);
        while (Next(ref json, out var name))
        {
            switch (name)
            {
                case "runId": runId = json.GetString(); break;
                case "at": at = json.GetDateTimeOffset(); break;
                case "end": end = End(json.GetString()); break;
                default: return null;
            }
        }

        return runId is null || end is null ? null : new RunEnded(runId, at, end.Value);
    }

    private static CheckpointSnapshot? Snapshot(ref Utf8JsonReader json)
    {
        var snapshot = new CheckpointSnapshot();
        while (Next(ref json, out var name))
        {
            if (Facts(snapshot, ref json, name) is not { } next)
            {
                return null;
            }

            snapshot = next;
        }

        return snapshot;
    }

    private static CheckpointSnapshot? Facts(CheckpointSnapshot snapshot, ref Utf8JsonReader json, string? name) => name switch
    {
        "run" => snapshot with { Run = json.GetInt32() },
        "runId" => snapshot with { RunId = json.GetString() },
        "sinkId" => snapshot with { SinkId = json.GetString() },
        "n" => snapshot with { N = json.GetInt64() },
        "chain" => snapshot with { Chain = json.GetString() },
        "lastEnd" => End(json.GetString()) is { } end ? snapshot with { LastEnd = end } : null,
        "at" => snapshot with { At = json.GetDateTimeOffset() },
        "rows" => snapshot with { Rows = json.GetInt64() },
        "done" => snapshot with { Done = Numbers(ref json) },
        "empty" => snapshot with { Empty = Numbers(ref json) },
        "reopened" => snapshot with { Reopened = Numbers(ref json) },
        "dropped" => snapshot with { Dropped = Numbers(ref json) },
        "plan" => Plan(ref json) is { } plan ? snapshot with { Plan = plan } : null,
        "closed" => Closed(ref json) is { } closed ? snapshot with { Closed = closed } : null,
        // What is rare is read by the serializer when there is any of it.
        "breakers" or "crashed" => json.TokenType == JsonTokenType.StartArray && json.Read() && json.TokenType == JsonTokenType.EndArray ? snapshot : null,
        "values" => Values(ref json) is { } values ? snapshot with { Values = values } : null,
        _ => null,
    };

    private static ImmutableArray<long> Numbers(ref Utf8JsonReader json)
    {
        var numbers = new List<long>();
        while (json.Read() && json.TokenType == JsonTokenType.Number)
        {
            numbers.Add(json.GetInt64());
        }

        return json.TokenType == JsonTokenType.EndArray ? ImmutableCollectionsMarshal.AsImmutableArray(numbers.ToArray()) : throw new FormatException("no end of numbers");
    }

    private static ImmutableArray<ClosedUnit>? Closed(ref Utf8JsonReader json)
    {
        var units = new List<ClosedUnit>();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            var (ordinal, outcome, attempt, category, text, milliseconds, failedRuns) = (0L, 0, 0, (string?)null, (string?)null, 0, 0);
            while (Next(ref json, out var name))
            {
                switch (name)
                {
                    case "ordinal": ordinal = json.GetInt64(); break;
                    case "outcome": outcome = json.GetInt32(); break;
                    case "attempt": attempt = json.GetInt32(); break;
                    case "category": category = json.GetString(); break;
                    case "text": text = json.GetString(); break;
                    case "milliseconds": milliseconds = json.GetInt32(); break;
                    case "failedRuns": failedRuns = json.GetInt32(); break;
                    default: return null;
                }
            }

            if (text is null)
            {
                return null;
            }

            units.Add(new ClosedUnit(ordinal, (UnitOutcome)outcome, attempt, category, text, milliseconds) { FailedRuns = failedRuns });
        }

        return json.TokenType == JsonTokenType.EndArray ? ImmutableCollectionsMarshal.AsImmutableArray(units.ToArray()) : null;
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>>? Values(ref Utf8JsonReader json)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>();
        while (Next(ref json, out var name))
        {
            var texts = new List<string>();
            while (json.Read() && json.TokenType == JsonTokenType.String)
            {
                texts.Add(json.GetString()!);
            }

            if (json.TokenType != JsonTokenType.EndArray)
            {
                return null;
            }

            values[name!] = ImmutableCollectionsMarshal.AsImmutableArray(texts.ToArray());
        }

        return values.ToImmutable();
    }

    // Goes to the next member's value; false at the end of the object.
    private static bool Next(ref Utf8JsonReader json, out string? name)
    {
        name = null;
        if (!json.Read() || json.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        name = json.GetString();
        return json.Read();
    }

    private static RunEnd? End(string? text) => text switch
    {
        nameof(RunEnd.Finished) => RunEnd.Finished,
        nameof(RunEnd.Stopped) => RunEnd.Stopped,
        nameof(RunEnd.FenceLost) => RunEnd.FenceLost,
        nameof(RunEnd.SinkUnusable) => RunEnd.SinkUnusable,
        nameof(RunEnd.StoppedByPolicy) => RunEnd.StoppedByPolicy,
        nameof(RunEnd.SourceUnusable) => RunEnd.SourceUnusable,
        _ => null,
    };
}
