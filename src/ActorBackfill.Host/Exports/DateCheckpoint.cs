using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Exports;

/// <summary>
/// A job's progress by date as a file that other programs read: <c>{job}_{start}_{end}.json</c> with the dates that are completed, failed and
/// skipped, and five counters. An export: the truth is the journal. Not thread safe.
/// </summary>
/// <param name="job">The job's name.</param>
/// <param name="first">First date of the range.</param>
/// <param name="last">Last date, included.</param>
internal sealed class DateCheckpoint(string job, DateOnly first, DateOnly last)
{
    private readonly SortedDictionary<string, EndedDate> _dates = new(StringComparer.Ordinal);

    /// <summary>Gets the file's name; another range is another file.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{job}_{first:yyyy-MM-dd}_{last:yyyy-MM-dd}.json");

    /// <summary>Notes how a date ended; a completed one stays completed when it fails on another time, for its rows are still there.</summary>
    /// <param name="date">The date, <c>2021-11-15</c>.</param>
    /// <param name="ended">How.</param>
    public void Mark(string date, EndedDate ended) =>
        _dates[date] = _dates.TryGetValue(date, out var before) && before.Outcome.IsInLedger() && !ended.Outcome.IsInLedger() ? before : ended;

    /// <summary>Forgets every date.</summary>
    public void Clear() => _dates.Clear();

    /// <summary>Gets the document.</summary>
    /// <param name="at">When.</param>
    public string Text(DateTimeOffset at) => JsonText.Document(json =>
    {
        json.WriteString("job_name", job);
        json.WriteString("start_date", first.ToString("o", CultureInfo.InvariantCulture));
        json.WriteString("end_date", last.ToString("o", CultureInfo.InvariantCulture));
        json.WriteNumber("total_dates", last.DayNumber - first.DayNumber + 1);
        json.WriteStartArray("completed_dates");
        foreach (var (date, _) in _dates.Where(d => d.Value.Outcome.IsInLedger()))
        {
            json.WriteStringValue(date);
        }

        json.WriteEndArray();
        Write(json, "failed_dates", o => o is UnitOutcome.Failed or UnitOutcome.Quarantined);
        Write(json, "skipped_dates", o => o == UnitOutcome.Skipped);
        WriteCounters(json);
        json.WriteString("updated_at", at.UtcDateTime);
    }) + "\n";

    private void WriteCounters(Utf8JsonWriter json)
    {
        var successful = _dates.Values.Count(d => d.Outcome.IsInLedger());
        var skipped = _dates.Values.Count(d => d.Outcome == UnitOutcome.Skipped);
        json.WriteStartObject("counters");
        json.WriteNumber("processed", _dates.Count);
        json.WriteNumber("successful", successful);
        json.WriteNumber("failed", _dates.Count - successful - skipped);
        json.WriteNumber("skipped", skipped);
        json.WriteNumber("total_records", _dates.Values.Sum(d => d.Rows));
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, string name, Func<UnitOutcome, bool> which)
    {
        json.WriteStartObject(name);
        foreach (var (date, ended) in _dates.Where(d => which(d.Value.Outcome)))
        {
            json.WriteString(date, PlainText.Of(ended.Text ?? "", 1_000));
        }

        json.WriteEndObject();
    }
}
