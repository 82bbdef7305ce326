using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Listing;

namespace ActorBackfill.Host.Parking;

/// <summary><c>backfill park JOB</c>: quarantines units, so that no run tries them until somebody opens them again.</summary>
internal static class ParkVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var failed = new Option<bool>("--failed") { Description = "All units that failed" };
        var group = new Option<long?>("--group")
        {
            Description = "Those of one failure group, by its number in 'backfill failures'",
            HelpName = "ID",
            CustomParser = FlagParsers.Number(1, long.MaxValue),
        };
        var filter = new Option<string?>("--filter") { Description = "Open and failed ones for which all terms hold: \"state=VIC and date>=2024\"", HelpName = "EXPR" };
        var units = new Option<string[]>("--unit") { Description = "One unit by its key; repeatable", HelpName = "KEY" };
        var reason = new Option<string?>("--reason") { Description = "Why, for the history", HelpName = "TEXT" };
        var command = new Command("park", "Quarantine units that are open or failed, until 'retry --quarantined'; shows them and asks first");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command, asks: true));
        foreach (var option in (Option[])[failed, group, filter, units, reason])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, _) => new ParkCommand(
            job.Read(parse),
            new ParkChoice
            {
                AllFailed = parse.GetValue(failed),
                Group = parse.GetValue(group),
                Filter = ListFlags.Filter(parse.GetValue(filter)),
                Units = [.. parse.GetValue(units) ?? []],
                Reason = parse.GetValue(reason) is { } text ? PlainText.Of(text, 300) : null,
            },
            talk.Read(parse, terminal)).RunAsync());
        return command;
    }
}
