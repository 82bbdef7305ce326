using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Progress;

/// <summary>
/// Progress for logs and pipes: a line at the start, one every 30 s or 5 % whichever comes first, and one at the end. No escape, no
/// carriage return.
/// </summary>
/// <param name="terminal">Where lines go.</param>
/// <param name="isCounted">Whether lines come after so many units, from elsewhere: then only the news of failures is told here.</param>
internal sealed class ProgressLines(Terminal terminal, bool isCounted = false) : IShowProgress
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private const long LinesARun = 20;

    private readonly FailureNews _news = new();
    private long _saidAt;
    private long _saidEnded = -1;

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public void Update(RunProgress progress)
    {
        foreach (var line in _news.Of(progress))
        {
            Say(line);
        }

        var ended = ProgressText.Ended(progress);
        if (isCounted)
        {
            return;
        }

        if (_saidEnded < 0 || (ended - _saidEnded) * LinesARun >= Math.Max(1, progress.Units.Total) || terminal.Time.GetElapsedTime(_saidAt) >= Longest)
        {
            Tell(progress);
        }
    }

    /// <inheritdoc/>
    public void Say(string line) => terminal.Note(line);

    /// <inheritdoc/>
    public void End(RunProgress progress)
    {
        foreach (var line in _news.Of(progress))
        {
            Say(line);
        }

        if (!isCounted)
        {
            Tell(progress);
        }
    }

    private void Tell(RunProgress progress)
    {
        (_saidAt, _saidEnded) = (terminal.Time.GetTimestamp(), ProgressText.Ended(progress));
        Say($"{Wording.Percent(_saidEnded, progress.Units.Total),5}  {ProgressText.Of(progress)}");
    }
}
