using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Progress;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Hooks;

/// <summary>Watches a run, and tells its hooks when it stands still. They run beside it, and it goes on meanwhile; its end waits for none of them.</summary>
/// <param name="job">The job's name.</param>
/// <param name="hooks">What is told, and after how long.</param>
/// <param name="paths">Where the files of runs are.</param>
/// <param name="show">Who watches the run besides.</param>
/// <param name="talk">Who hears of what becomes of hooks.</param>
internal sealed class StallHooks(string job, HooksDefinition hooks, JobPaths paths, IShowProgress show, Talk talk) : IShowProgress, IAsyncDisposable
{
    private readonly StallWatch _watch = new(hooks.StallAfter);
    private readonly long _origin = talk.Terminal.Time.GetTimestamp();
    private readonly CancellationTokenSource _over = new();

    /// <summary>Gets when all hooks that were told so far have ended.</summary>
    public Task Told { get; private set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public TimeSpan Interval => show.Interval;

    /// <inheritdoc/>
    public void Update(RunProgress progress)
    {
        if (_watch.See(progress, talk.Terminal.Time.GetElapsedTime(_origin)) is { } stood)
        {
            var told = new HookEvent("stalled", job, progress.Run, null, null, Document(progress, stood), talk.Terminal.Directory);
            Told = TellAsync(Told, told);
        }

        show.Update(progress);
    }

    /// <inheritdoc/>
    public void Say(string line) => show.Say(line);

    /// <inheritdoc/>
    public void End(RunProgress progress) => show.End(progress);

    /// <summary>Ends the hooks that still run: who is told of the run's end need not hear that it stood still before.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Told;
        _over.Dispose();
    }

    private async Task TellAsync(Task before, HookEvent told)
    {
        await before;
        await RunHooks.TellAsync(hooks.OnStall, told, new RunFiles(paths.Run(told.Run)), talk, _over.Token);
    }

    private string Document(RunProgress progress, TimeSpan stood) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("event", "stalled");
        json.WriteString("job", job);
        json.WriteNumber("run", progress.Run);
        json.WriteString("at", talk.Terminal.Time.GetUtcNow());
        json.WriteSeconds("seconds", stood);
        CountsWriter.Write(json, progress.Units);
        json.WriteNumber("inFlight", progress.InFlight);
        json.WriteString("waitingFor", progress.WaitingFor is { } reason ? PlainText.Of(reason, 1_000) : null);
        CountsWriter.Write(json, progress.Failures);
    });
}
