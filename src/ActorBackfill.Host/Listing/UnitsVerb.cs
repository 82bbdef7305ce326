using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Listing;

/// <summary><c>backfill units JOB</c>: units and how they ended, a page at a time; works while a run is going on.</summary>
internal static class UnitsVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("units", "List units and how they ended, by state and filter");
        var (job, list, talk) = (new JobFlags().AddTo(command), new ListFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.SetAction(parse =>
        {
            var tone = talk.Read(parse, terminal);
            return Show(job.Read(parse), list.Query(parse), list.Limit(parse), list.Format(parse, tone), tone);
        });
        return command;
    }

    private static int Show(JobChoice choice, UnitQuery query, int limit, string format, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        using var model = ReadModelStore.Open(job);
        using var ledger = job.Sink.Lookup(job.Definition.IdentityText);
        var page = new UnitPage(limit);
        var units = page.Of(new UnitLister(model).Find(query)).Select(unit => unit.With(ledger));
        UnitsDocument.Write(model, units, format, () => page.Next, talk.Terminal);
        if (page.Next is { } next)
        {
            talk.Note($"There are more; go on with --after {NextCommand.Quote(next)}");
        }
        else if (page.Count == 0)
        {
            talk.Note("No unit is meant by that.");
        }

        return 0;
    }
}
