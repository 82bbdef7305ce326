using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Adopting;

/// <summary><c>backfill adopt JOB --checkpoint FILE</c>: takes over what another program has done.</summary>
internal static class AdoptVerb
{
    private static readonly Option<string> Checkpoint = new("--checkpoint")
    {
        Description = "The checkpoint file: JSON with completed_dates",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string?> Column = new("--column") { Description = "The column of the tables that holds the date [default: the one the job fills with it]", HelpName = "NAME" };
    private static readonly Option<bool> Empty = new("--accept-empty") { Description = "Dates without rows in the sink are done, too: there was nothing" };

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("adopt", "Take the completed dates of a checkpoint file as done, once their rows are found in the sink; no request is made");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        foreach (var option in (Option[])[Checkpoint, Column, Empty])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, _) =>
            new AdoptCommand(job.Read(parse), new AdoptChoice(parse.GetValue(Checkpoint)!, parse.GetValue(Column), parse.GetValue(Empty)), talk.Read(parse, terminal)).RunAsync());
        return command;
    }
}
