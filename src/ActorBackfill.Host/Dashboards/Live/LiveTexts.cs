using ActorBackfill.Dashboard.Live;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Status;

namespace ActorBackfill.Host.Dashboards.Live;

/// <summary>Says what to do next with a job, and with which command exactly.</summary>
/// <param name="choice">How the job is chosen.</param>
/// <param name="terminal">What the program is called, and the environment.</param>
internal sealed record LiveTexts(JobChoice choice, Terminal terminal)
{
    /// <summary>Gets the environment.</summary>
    public Func<string, string?> Variable => terminal.Variable;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time => terminal.Time;

    /// <summary>Gets the next step.</summary>
    /// <param name="status">How far the job is.</param>
    public NextStep Next(JobStatus status)
    {
        var name = terminal.CommandName;
        return status.Word switch
        {
            "never-run" or "repaired" => new("Begin it:", NextCommand.Run(choice, name)),
            "crashed" => new("Its process was killed; nothing that was committed is lost. Go on with it:", NextCommand.ResumeOf(choice, name)),
            "finished" when status.Reopened is > 0 => new("Units were opened again; run them:", NextCommand.Run(choice, name)),
            "finished" => new("All is done; whether the sink has what it should have, says:", NextCommand.Verify(choice, name)),
            "finished-with-failures" => new("See what failed, and why:", NextCommand.Failures(choice, name)),
            "partly-done" => new("Units are left; run them:", NextCommand.Run(choice, name)),
            "paused" => new("It waits for somebody to unpause it.", null),
            "starting" or "running" => new("It goes on by itself.", null),
            "stopping" => new("It is ending; then go on with it:", NextCommand.ResumeOf(choice, name)),
            _ => new("Go on with it:", NextCommand.ResumeOf(choice, name)),
        };
    }
}
