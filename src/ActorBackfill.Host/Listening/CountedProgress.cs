using System.Globalization;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Listening;

/// <summary>The five counters of a run, and the line that is due after every so many units. Not thread safe.</summary>
/// <param name="definition">How often, and what a unit is called.</param>
internal sealed class CountedProgress(ProgressDefinition definition)
{
    /// <summary>Gets the units that ended: successful, failed and skipped ones.</summary>
    public long Processed => Successful + Failed + Skipped;

    /// <summary>Gets the units that are done or empty.</summary>
    public long Successful { get; private set; }

    /// <summary>Gets the units that failed or were set apart.</summary>
    public long Failed { get; private set; }

    /// <summary>Gets the units that were declined.</summary>
    public long Skipped { get; private set; }

    /// <summary>Gets the rows of the successful ones.</summary>
    public long Records { get; private set; }

    /// <summary>Counts a unit.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="rows">Its rows.</param>
    /// <returns>Whether a line is due.</returns>
    public bool Count(UnitOutcome outcome, long rows)
    {
        switch (outcome)
        {
            case UnitOutcome.Done or UnitOutcome.Empty:
                Successful++;
                Records += rows;
                break;
            case UnitOutcome.Skipped:
                Skipped++;
                break;
            default:
                Failed++;
                break;
        }

        return definition.Every is { } every && Processed % every == 0;
    }

    /// <summary>Gets the line: <c>40/95 days (42.1 %), 40 successful (100 %), 880 records, elapsed 12 s, 12,000 days/hour, ETA 16.5 s</c>.</summary>
    /// <param name="total">Units that the run is about.</param>
    /// <param name="elapsed">Since it began.</param>
    public string Line(long total, TimeSpan elapsed)
    {
        if (definition.Per == ProgressRate.Second)
        {
            return ShortLine(total, elapsed);
        }

        var perHour = elapsed > TimeSpan.Zero ? Processed / elapsed.TotalHours : 0;
        List<string> parts =
        [
            $"{Wording.Number(Processed)}/{Wording.Number(total)} {definition.Noun}s ({Percent(Processed, total)})",
            $"{Wording.Number(Successful)} successful ({Percent(Successful, Processed)})",
        ];
        (long Count, string Word)[] others = [(Failed, "failed"), (Skipped, "skipped")];
        parts.AddRange(others.Where(c => c.Count > 0).Select(c => $"{Wording.Number(c.Count)} {c.Word}"));
        parts.Add($"{Wording.Number(Records)} records");
        parts.Add($"elapsed {Wording.Duration(elapsed)}");
        parts.Add($"{Wording.Rate(perHour)} {definition.Noun}s/hour");
        if (total > Processed && perHour > 0)
        {
            parts.Add($"ETA {Wording.Duration(TimeSpan.FromHours(Math.Min((total - Processed) / perHour, 1e6)))}");
        }

        return string.Join(", ", parts);
    }

    /// <summary>Gets the line before the first unit; null where the job's words have none.</summary>
    /// <param name="total">Units that the run is about.</param>
    /// <param name="workers">Units at a time.</param>
    public string? Start(long total, int workers) => definition.Per != ProgressRate.Second ? null
        : workers == 1 ? string.Create(CultureInfo.InvariantCulture, $"Processing {total} {definition.Noun}s (serial mode)")
        : string.Create(CultureInfo.InvariantCulture, $"Processing {total} {definition.Noun}s with {workers} workers (parallel mode)");

    /// <summary>Gets the line after the last unit; null where the job's words have none.</summary>
    /// <param name="elapsed">Since it began.</param>
    public string? End(TimeSpan elapsed) => definition.Per != ProgressRate.Second ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Completed {Successful} {definition.Noun}s in {elapsed.TotalSeconds:0.0}s "
            + $"(avg {(Successful > 0 ? elapsed.TotalSeconds / Successful : 0):0.00}s/{definition.Noun}) | {Failed} failed");

    private string ShortLine(long total, TimeSpan elapsed)
    {
        var rate = elapsed > TimeSpan.Zero ? Processed / elapsed.TotalSeconds : 0;
        var minutes = rate > 0 ? (total - Processed) / rate / 60 : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{char.ToUpperInvariant(definition.Noun[0])}{definition.Noun[1..]} processing progress: {Processed}/{total} | Rate: {rate:0.0} {definition.Noun}s/sec | ETA: {minutes:0.0}min");
    }

    private static string Percent(long part, long whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{(whole == 0 ? 100 : 100.0 * part / whole):0.#} %");
}
