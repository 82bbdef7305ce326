using System.Text;
using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Dashboards.Units;

/// <summary>Units of the jobs that are shown, by the same search as <c>backfill units</c>.</summary>
/// <param name="jobs">Which these are.</param>
internal sealed class UnitsPort(IFindJobs jobs) : IShowUnits
{
    /// <inheritdoc/>
    public Task<UnitsView?> UnitsAsync(string job, UnitsQuestion question, CancellationToken cancellation)
    {
        if (jobs.Load(job) is not { } loaded)
        {
            return Task.FromResult<UnitsView?>(null);
        }

        using var model = ReadModelStore.Open(loaded);
        return Task.FromResult<UnitsView?>(new UnitsReader(model, RunningUnits.Of(loaded)).Read(question) with { Job = job });
    }

    /// <inheritdoc/>
    public Task<UnitsText?> TextAsync(string job, UnitsQuestion question, string format, CancellationToken cancellation) =>
        Task.FromResult(jobs.Load(job) is { } loaded ? Text(loaded, question, format) : null);

    private static UnitsText Text(LoadedJob job, UnitsQuestion question, string format)
    {
        using var model = ReadModelStore.Open(job);
        try
        {
            using var ledger = job.Sink.Lookup(job.Definition.IdentityText);
            var page = new UnitPage(question.Limit);
            var units = page.Of(new UnitLister(model).Find(UnitsReader.Query(question))).Select(unit => unit.With(ledger));
            if (format == "json")
            {
                return new UnitsText(UnitsDocument.Json(model, units, () => page.Next), IsError: false);
            }

            var lines = new StringBuilder();
            UnitsDocument.Csv(units, line => lines.Append(line).Append('\n'));
            return new UnitsText(lines.ToString(), IsError: false);
        }
        catch (CommandException e)
        {
            return new UnitsText(UnitsReader.Text(e), IsError: true);
        }
        catch (SinkUnusableException)
        {
            return new UnitsText("The sink cannot be read: rows are not known.", IsError: true);
        }
    }
}
