using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Repairing;

/// <summary><c>backfill journal repair JOB --from-sink</c>: a new journal that says what the sink's ledger says.</summary>
internal static class RepairVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var fromSink = new Option<bool>("--from-sink") { Description = "Rebuild it from the ledger in the sink (required; there is no other way yet)" };
        var takeOver = new Option<bool>("--takeover") { Description = "End the process that holds the job, frozen or not, and go on" };
        var command = new Command("repair", "Rebuild a job's journal from the sink's ledger; the old one is moved aside");
        var job = new JobFlags().AddTo(command);
        command.Options.Add(fromSink);
        command.Options.Add(takeOver);
        var talk = new TalkFlags().AddTo(command, asks: true);
        command.SetAction((parse, _) => parse.GetValue(fromSink)
            ? new RepairCommand(job.Read(parse), parse.GetValue(takeOver), talk.Read(parse, terminal)).RunAsync()
            : throw new CommandException(ExitCode.Usage, "usage", "journal repair: --from-sink is missing", "The ledger in the sink is what a journal is rebuilt from."));
        return command;
    }
}
