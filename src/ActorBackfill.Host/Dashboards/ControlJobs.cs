using System.Text.Json;
using ActorBackfill.Dashboard.Commands;
using ActorBackfill.Hocon;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Dashboards;

/// <summary>Sends a command to the run of a job: the same line over the same socket as the verb of the console, and so the same entry in the journal.</summary>
/// <param name="verb">The command's name.</param>
/// <param name="form">What is right to send, for people.</param>
/// <param name="read">Reads what was sent; null when it is wrong.</param>
/// <param name="jobs">Which jobs there are.</param>
internal sealed class ControlJobs(string verb, string form, Func<JsonElement, ControlRequest?> read, IFindJobs jobs) : ICommandJobs
{
    private const int LongestText = 2_000;

    /// <inheritdoc/>
    public string Verb => verb;

    /// <summary>Gets the commands to a run that goes on.</summary>
    /// <param name="jobs">Which jobs there are.</param>
    public static IEnumerable<ICommandJobs> All(IFindJobs jobs) =>
    [
        new ControlJobs("pause", "{}", _ => new PauseCommand(), jobs),
        new ControlJobs("unpause", "{}", _ => new UnpauseCommand(), jobs),
        new ControlJobs("stop", "{} or {\"now\": true}", Stop, jobs),
        new ControlJobs("scale", "{\"workers\": 8} or {\"workers\": \"auto\"}", Scale, jobs),
        new ControlJobs("rate", "{\"rate\": \"20/s\"} or {\"rate\": \"default\"}", Rate, jobs),
    ];

    /// <inheritdoc/>
    public async Task<CommandAnswer> CommandAsync(JobCommand command, CancellationToken cancellation)
    {
        if (read(command.Body) is not { } request)
        {
            return new CommandAnswer(CommandOutcome.Invalid, $"{verb} takes {form}.");
        }

        try
        {
            return jobs.Load(command.Job) is { } job
                ? Answer(await ControlClient.AskAsync(job.Paths.ControlSocket, request with { Via = command.Via }, jobs.Time))
                : new CommandAnswer(CommandOutcome.NoSuchJob, "There is no such job, or its job file is gone.");
        }
        catch (Exception e) when (e is HoconException or CommandException)
        {
            return new CommandAnswer(CommandOutcome.Refused, $"The job's file is wrong: {PlainText.Of(e.Message, LongestText)}");
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            return new CommandAnswer(CommandOutcome.Unanswered, $"The run does not answer: {PlainText.Of(e.Message)}");
        }
    }

    private CommandAnswer Answer(ControlResponse? response) => response is null
        ? new CommandAnswer(CommandOutcome.Refused, $"The job is not running: there is nothing to {verb}.")
        : new CommandAnswer(response.Ok ? CommandOutcome.Done : response.Code == "busy" ? CommandOutcome.Unanswered : CommandOutcome.Refused, PlainText.Of(string.Join(" ", response.Lines), LongestText)) { Result = response.Result };

    private static StopCommand? Stop(JsonElement body) => !body.TryGetProperty("now", out var now) ? new StopCommand()
        : now.ValueKind is JsonValueKind.True or JsonValueKind.False ? new StopCommand { Now = now.GetBoolean() }
        : null;

    private static ScaleCommand? Scale(JsonElement body) =>
        body.TryGetProperty("workers", out var workers) && WorkersChoice.Parse(workers.ToString()) is { } choice ? new ScaleCommand { Workers = choice.Count } : null;

    private static RateCommand? Rate(JsonElement body) =>
        body.TryGetProperty("rate", out var rate) && RateChoice.Parse(rate.ToString()) is { } choice ? new RateCommand { PerSecond = choice.PerSecond } : null;
}
