using System.Text.Json;
using ActorBackfill.Dashboard.Commands;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Pages;

/// <summary>A command of a page to a submitted job: what <c>POST /api/v1/jobs/ID/VERB</c> does, for all its runs, and for those of the next process.</summary>
/// <param name="verb">The command's name.</param>
/// <param name="form">What is right to send, for people.</param>
/// <param name="read">Reads what was sent; null when it is wrong.</param>
/// <param name="book">Asks the manager.</param>
/// <param name="jobs">Knows the runs.</param>
internal sealed class SubmittedCommands(string verb, string form, Func<JsonElement, JobChange?> read, SubmittedBook book, ServedJobs jobs) : ICommandJobs
{
    /// <inheritdoc/>
    public string Verb => verb;

    /// <summary>Gets the commands.</summary>
    /// <param name="book">Asks the manager.</param>
    /// <param name="jobs">Knows the runs.</param>
    public static IEnumerable<ICommandJobs> All(SubmittedBook book, ServedJobs jobs) =>
    [
        new SubmittedCommands("pause", "{}", _ => new PauseJob(), book, jobs),
        new SubmittedCommands("unpause", "{}", _ => new UnpauseJob(), book, jobs),
        new SubmittedCommands("stop", "{} or {\"now\": true}", Stop, book, jobs),
        new SubmittedCommands("scale", "{\"workers\": 8} or {\"workers\": \"default\"}", Scale, book, jobs),
        new SubmittedCommands("rate", "{\"rate\": \"20/s\"} or {\"rate\": \"default\"}", Rate, book, jobs),
        new SubmittedCommands("resume", "{}", _ => new ResumeJob(), book, jobs),
        new SubmittedCommands("cancel", "{}", _ => new CancelJob(), book, jobs),
    ];

    /// <inheritdoc/>
    public async Task<CommandAnswer> CommandAsync(JobCommand command, CancellationToken cancellation)
    {
        if (read(command.Body) is not { } change)
        {
            return new CommandAnswer(CommandOutcome.Invalid, $"{verb} takes {form}.");
        }

        // The list calls a job by its id, a page by its run.
        return await book.ChangeAsync(jobs.IdOf(command.Job) ?? command.Job, command.Via, change, cancellation) switch
        {
            SubmittedJob job => new CommandAnswer(CommandOutcome.Done, Text(change, job)),
            JobRefused refused => new CommandAnswer(CommandOutcome.Refused, refused.Reason),
            QueueFull full => new CommandAnswer(CommandOutcome.Refused, $"{Wording.Count(full.Open, "job")} have not ended yet; no other is taken before one has."),
            JobUnknown => new CommandAnswer(CommandOutcome.NoSuchJob, "There is no such job."),
            ServerStopping => new CommandAnswer(CommandOutcome.Refused, "The server is about to end; jobs go on when it is back."),
            _ => new CommandAnswer(CommandOutcome.Unanswered, "The job manager does not answer."),
        };
    }

    private static string Text(JobChange change, SubmittedJob job) => change switch
    {
        PauseJob => $"Job {job.Id} is paused: no request of it begins.",
        ScaleJob { Workers: { } workers } => $"Job {job.Id} has {Wording.Count(workers, "unit")} at a time, over its sources.",
        ScaleJob => $"Job {job.Id} has as many units at a time as the serve file says.",
        LimitJob { PerSecond: { } rate } => $"Job {job.Id} makes at most {JobChanges.Rate(rate)} requests to each source.",
        LimitJob => $"Job {job.Id} makes its requests at the rate of the serve file.",
        StopJob or CancelJob when job.IsOver => $"Job {job.Id} is {WireNames.Lower(job.Status)}.",
        StopJob { Now: false } => $"Job {job.Id} stops: units in flight may end.",
        StopJob or CancelJob => $"Job {job.Id} ends: units in flight are cancelled.",
        ResumeJob => $"Job {job.Id} waits for its turn.",
        _ => $"Job {job.Id} goes on.",
    };

    private static StopJob? Stop(JsonElement body) => !body.TryGetProperty("now", out var now) ? new StopJob(Now: false)
        : now.ValueKind is JsonValueKind.True or JsonValueKind.False ? new StopJob(now.GetBoolean())
        : null;

    private static ScaleJob? Scale(JsonElement body) => !body.TryGetProperty("workers", out var workers) ? null
        : workers.ToString() is "default" ? new ScaleJob(Workers: null)
        : WorkersChoice.Parse(workers.ToString()) is { Count: { } count } ? new ScaleJob(count)
        : null;

    private static LimitJob? Rate(JsonElement body) =>
        body.TryGetProperty("rate", out var rate) && RateChoice.Parse(rate.ToString()) is { } choice ? new LimitJob(choice.PerSecond) : null;
}
