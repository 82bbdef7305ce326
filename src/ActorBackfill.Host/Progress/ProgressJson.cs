using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Progress;

/// <summary>
/// Progress for programs: on the standard output an object a line, each with <c>v</c>, <c>type</c> (<c>progress</c>, <c>note</c>, <c>end</c>),
/// <c>seq</c> (the journal event that its counts have taken in) and <c>at</c>. One a second while something changes, one at the end.
/// </summary>
/// <param name="terminal">Where lines go.</param>
internal sealed class ProgressJson(Terminal terminal) : IShowProgress
{
    private RunProgress? _last;

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public void Update(RunProgress progress)
    {
        var isNew = _last is not { } last || last.Sequence != progress.Sequence || last.InFlight != progress.InFlight || last.WaitingFor != progress.WaitingFor
            || last.Requests != progress.Requests;
        if (isNew)
        {
            Tell("progress", progress);
        }
    }

    /// <inheritdoc/>
    public void Say(string line) => Write("note", _last?.Sequence ?? 0, json => json.WriteString("text", line));

    /// <inheritdoc/>
    public void End(RunProgress progress) => Tell("end", progress);

    private void Tell(string type, RunProgress progress)
    {
        _last = progress;
        Write(type, progress.Sequence, json =>
        {
            json.WriteNumber("run", progress.Run);
            CountsWriter.Write(json, progress.Units);
            json.WriteNumber("unitsThisRun", progress.UnitsThisRun);
            json.WriteNumber("rows", progress.RowsBefore + progress.Rows);
            json.WriteNumber("requests", progress.Requests);
            json.WriteNumber("retries", progress.Retries);
            json.WriteNumber("inFlight", progress.InFlight);
            json.WriteNumber("workers", progress.Workers);
            json.WriteNumber("seconds", Math.Round(progress.Elapsed.TotalSeconds, 3));
            json.WriteNumber("unitsPerSecond", Math.Round(progress.UnitsPerSecond, 3));
            json.WriteSeconds("etaLowSeconds", progress.Eta?.Low);
            json.WriteSeconds("etaHighSeconds", progress.Eta?.High);
            json.WriteString("waitingFor", progress.WaitingFor is { } waiting ? PlainText.Of(waiting, 300) : null);
        });
    }

    private void Write(string type, long sequence, Action<System.Text.Json.Utf8JsonWriter> members)
    {
        terminal.Line(JsonText.OneLine(json =>
        {
            json.WriteNumber("v", 1);
            json.WriteString("type", type);
            json.WriteNumber("seq", sequence);
            json.WriteString("at", terminal.Time.GetUtcNow());
            members(json);
        }));
        terminal.Out.Flush();
    }
}
