using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Progress;

/// <summary>Chooses how progress is shown.</summary>
internal static class ProgressStyles
{
    /// <summary>Makes what shows the progress.</summary>
    /// <param name="style">What was asked for.</param>
    /// <param name="progress">Whether lines are counted by units: then they come from elsewhere.</param>
    /// <param name="talk">Who listens: <c>--json</c> and <c>-q</c> mean that nobody asked for progress.</param>
    public static IShowProgress Create(ProgressStyle style, ProgressDefinition progress, Talk talk) => style switch
    {
        ProgressStyle.Json => new ProgressJson(talk.Terminal),
        ProgressStyle.Auto when talk.IsQuiet || talk.IsJson => new NoProgress(talk.Terminal),
        ProgressStyle.Auto or ProgressStyle.Bar when talk.Terminal.CanRedraw => new ProgressBar(talk.Terminal),
        ProgressStyle.None => new NoProgress(talk.Terminal),
        _ => new ProgressLines(talk.Terminal, isCounted: progress.Every is not null),
    };

    private sealed class NoProgress(Terminal terminal) : IShowProgress
    {
        public TimeSpan Interval => TimeSpan.FromSeconds(1);

        public void Update(RunProgress progress)
        {
        }

        // What is said without progress was asked for.
        public void Say(string line) => terminal.Note(line);

        public void End(RunProgress progress)
        {
        }
    }
}
