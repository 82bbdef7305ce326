using System.Collections.Immutable;
using System.Text.Json;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Limiting;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Controlling;

/// <summary>How far a run is, told by itself: one consistent view, its counts those of the journal at <see cref="Seq"/>.</summary>
internal sealed record LiveStatus
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);

    /// <summary>Gets the run's number for people.</summary>
    public required int Run { get; init; }

    /// <summary>Gets the run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Gets the machine's name.</summary>
    public required string Host { get; init; }

    /// <summary>Gets when the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Gets one word: <c>starting</c>, <c>running</c>, <c>paused</c> or <c>stopping</c>.</summary>
    public required string State { get; init; }

    /// <summary>Gets the units by state.</summary>
    public required UnitCounts Units { get; init; }

    /// <summary>Gets the rows of all runs.</summary>
    public required long Rows { get; init; }

    /// <summary>Gets the number of the last journal event that the counts have taken in.</summary>
    public required long Seq { get; init; }

    /// <summary>Gets the last sink commit that the counts have taken in.</summary>
    public required long Commits { get; init; }

    /// <summary>Gets the workers wanted.</summary>
    public required int Workers { get; init; }

    /// <summary>Gets the workers that end with what they hold.</summary>
    public int Draining { get; init; }

    /// <summary>Gets whether the number of workers follows the source's limit.</summary>
    public bool ScalesItself { get; init; }

    /// <summary>Gets the requests a second that somebody asked for while the run went on; null means the job's own limit.</summary>
    public double? Rate { get; init; }

    /// <summary>Gets the units that workers hold.</summary>
    public int InFlight { get; init; }

    /// <summary>Gets the units handed to the writer and not journaled.</summary>
    public int Uncommitted { get; init; }

    /// <summary>Gets the units that got their outcome in this run.</summary>
    public long UnitsThisRun { get; init; }

    /// <summary>Gets units a second over the last 30 s.</summary>
    public double UnitsPerSecond { get; init; }

    /// <summary>Gets the requests made in this run.</summary>
    public long Requests { get; init; }

    /// <summary>Gets the seconds left, at least, in four runs out of five; null when it cannot be told.</summary>
    public double? EtaLowSeconds { get; init; }

    /// <summary>Gets the seconds left, at most, in four runs out of five; null when it cannot be told.</summary>
    public double? EtaHighSeconds { get; init; }

    /// <summary>Gets what the run waits for, or null.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Gets the failures by kind, most frequent first.</summary>
    public ImmutableArray<FailureGroup> Failures { get; init; } = [];

    /// <summary>Gets who changed what while it went on, the last 20.</summary>
    public ImmutableArray<LiveChange> Changes { get; init; } = [];

    /// <summary>Gets workers, breakers and how fast the run was, of the same instant as the counts; null unless asked for.</summary>
    public RunDetail? Detail { get; init; }

    /// <summary>Gets how the budget of the source stands, a moment later; null unless asked for.</summary>
    public LimitState? Limit { get; init; }

    /// <summary>Asks a run.</summary>
    /// <param name="paths">Where it listens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="detail">Whether to ask for <see cref="Detail"/> and <see cref="Limit"/>.</param>
    /// <returns>No status when it cannot be asked, or does not answer soon: the journal says nearly as much.</returns>
    public static async Task<(LiveStatus? Status, bool IsLate)> AskAsync(JobPaths paths, TimeProvider time, bool detail = false)
    {
        try
        {
            var response = await ControlClient.AskAsync(paths.ControlSocket, new StatusQuery { Detail = detail }, time, AnswerTime);
            return (response is { Ok: true, Result: { } result } ? result.Deserialize(ControlJson.Default.LiveStatus) : null, false);
        }
        catch (Exception e) when (e is IOException or TimeoutException or JsonException)
        {
            return (null, e is TimeoutException);
        }
    }

    /// <summary>Gets the status of a run.</summary>
    /// <param name="progress">Its progress.</param>
    /// <param name="settings">The run.</param>
    /// <param name="started">When it began.</param>
    public static LiveStatus Of(RunProgress progress, RunSettings settings, DateTimeOffset started) => new()
    {
        Run = progress.Run,
        RunId = settings.RunId,
        ProcessId = settings.ProcessId,
        Host = settings.Host,
        Started = started,
        State = progress switch
        {
            { Control.IsStopping: true } => "stopping",
            { Control.PausedSince: not null } => "paused",
            { Run: 0 } => "starting",
            _ => "running",
        },
        Units = progress.Units,
        Rows = progress.RowsBefore + progress.Rows,
        Seq = progress.Sequence,
        Commits = progress.Commits,
        Workers = progress.Workers,
        Draining = progress.Control.Draining,
        ScalesItself = progress.Control.ScalesItself,
        Rate = progress.Control.RequestsPerSecond,
        InFlight = progress.InFlight,
        Uncommitted = progress.Uncommitted,
        UnitsThisRun = progress.UnitsThisRun,
        UnitsPerSecond = Math.Round(progress.UnitsPerSecond, 3),
        Requests = progress.Requests,
        EtaLowSeconds = progress.Eta is { } eta ? Math.Round(eta.Low.TotalSeconds, 1) : null,
        EtaHighSeconds = progress.Eta is { } most ? Math.Round(most.High.TotalSeconds, 1) : null,
        WaitingFor = progress.WaitingFor,
        Failures = progress.Failures,
        Changes = [.. LiveChange.Of(progress.Control)],
        Detail = progress.Detail,
    };
}

/// <summary>Somebody changed something while a run went on.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who.</param>
/// <param name="Command">What: pause, unpause, stop, scale or rate.</param>
/// <param name="Value">To what; null where there is nothing to say.</param>
internal sealed record LiveChange(DateTimeOffset At, string Who, string Command, string? Value)
{
    /// <summary>Gets the changes of a run.</summary>
    /// <param name="control">What people have changed.</param>
    public static IEnumerable<LiveChange> Of(RunControl control) => control.Changes.Select(c => new LiveChange(c.At, c.Who, c.Command, c.Value));
}
