using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Listing;

namespace ActorBackfill.Host.Triage;

/// <summary><c>backfill retry JOB</c>: opens units again, for the next run.</summary>
internal static class RetryVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var failed = new Option<bool>("--failed") { Description = "All units that failed" };
        var quarantined = new Option<bool>("--quarantined") { Description = "Those that were set apart, too" };
        var groups = new Option<long?>("--group")
        {
            Description = "Those of one failure group, by its number in 'backfill failures'",
            HelpName = "ID",
            CustomParser = FlagParsers.Number(1, long.MaxValue),
        };
        var filter = new Option<string?>("--filter") { Description = "Those for which all terms hold: \"error=timeout and date>=2024\"", HelpName = "EXPR" };
        var units = new Option<string[]>("--unit") { Description = "One unit by its key, done or not; repeatable", HelpName = "KEY" };
        var reason = new Option<string?>("--reason") { Description = "Why, for the history", HelpName = "TEXT" };
        var command = new Command("retry", "Open units again that failed or were set apart, for the run that goes on or else the next; shows them and asks first");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command, asks: true));
        foreach (var option in (Option[])[failed, groups, filter, units, quarantined, reason])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, _) => new RetryCommand(
            job.Read(parse),
            new RetryChoice
            {
                AllFailed = parse.GetValue(failed),
                WithQuarantined = parse.GetValue(quarantined),
                Groups = parse.GetValue(groups) is { } group ? [group] : [],
                Filter = ListFlags.Filter(parse.GetValue(filter)),
                Units = [.. parse.GetValue(units) ?? []],
                Reason = parse.GetValue(reason) is { } text ? PlainText.Of(text, 300) : null,
            },
            talk.Read(parse, terminal)).RunAsync());
        return command;
    }
}
