using System.Text.Json;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Controlling;

/// <summary>Sends one command to the run of a job and says what it answered.</summary>
/// <param name="choice">Which job.</param>
/// <param name="talk">Who is told.</param>
/// <param name="verb">The command's name, for messages.</param>
internal sealed class ControlCommand(JobChoice choice, Talk talk, string verb)
{
    /// <summary>Sends it.</summary>
    /// <param name="request">What.</param>
    /// <returns>The exit code: 0.</returns>
    /// <exception cref="CommandException">The job is not running: exit 2; its run does not answer: exit 5; it refuses: exit 2.</exception>
    public async Task<int> SendAsync(ControlRequest request)
    {
        var job = LoadedJob.Load(choice, talk);
        var response = await AskAsync(job, request, talk) ?? throw NotRunning(job);
        if (!response.Ok)
        {
            throw new CommandException(ExitCode.Usage, response.Code ?? "refused", PlainText.Of(response.Lines is [var first, ..] ? first : "the run refuses"));
        }

        Write(job, response);
        return ExitCode.Complete;
    }

    /// <summary>Asks the run of a job.</summary>
    /// <returns>Its answer; null when nobody listens.</returns>
    /// <exception cref="CommandException">Somebody listens and does not answer: exit 5.</exception>
    public static async Task<ControlResponse?> AskAsync(LoadedJob job, ControlRequest request, Talk talk)
    {
        try
        {
            return await ControlClient.AskAsync(job.Paths.ControlSocket, request, talk.Terminal.Time);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            throw new CommandException(
                ExitCode.HeldElsewhere, "run-unanswered", $"the run of job {job.Definition.Name} does not answer: {e.Message}", "It may be frozen, or be ending: see 'backfill status'.", e);
        }
    }

    private CommandException NotRunning(LoadedJob job) => job.Sink.Holder(job.Definition.IdentityText, job.Paths.Directory) is { } holder
        ? new CommandException(
            ExitCode.HeldElsewhere,
            "run-without-control",
            $"process {holder.ProcessId} on {holder.Host} holds job {job.Definition.Name}, but does not listen at {job.Paths.ControlSocket}",
            "It is just starting or ending, was started with another --state, or its log says why it cannot listen.")
        : new CommandException(
            ExitCode.Usage, "not-running", $"job {job.Definition.Name} is not running: there is nothing to {verb}", "Start it with 'backfill run'.");

    private void Write(LoadedJob job, ControlResponse response)
    {
        if (talk.IsJson)
        {
            talk.Terminal.Line(JsonText.Document(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("job", job.Definition.Name);
                json.WriteString("command", verb);
                json.WriteTexts("lines", response.Lines);
                if (response.Result is { ValueKind: JsonValueKind.Object } result)
                {
                    json.WritePropertyName("result");
                    result.WriteTo(json);
                }
            }));
            return;
        }

        foreach (var line in response.Lines)
        {
            talk.Terminal.Line(PlainText.Of(line, 2_000));
        }
    }
}
