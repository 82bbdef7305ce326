using System.Collections.Concurrent;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Dashboard.Pages.Failures;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Dashboards.Units;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Parking;

namespace ActorBackfill.Host.Dashboards.Failures;

/// <summary>Parks units from a page: the console's <c>park</c>, asked for exactly as many units as the page showed.</summary>
/// <param name="jobs">The jobs that are shown.</param>
internal sealed class ParkPort(IFindJobs jobs) : IParkUnits
{
    // Two clicks at once are one after the other: the second finds what the first has left.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<ParkOutcome?> ParkAsync(string job, ParkRequest request, string via, CancellationToken cancellation)
    {
        if (jobs.Load(job) is not { } loaded)
        {
            return null;
        }

        var choice = new ParkChoice { Group = request.Group, Reason = request.Reason is { Length: > 0 } reason ? PlainText.Of(reason, 300) : null };
        var turn = _turns.GetOrAdd(job, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation);
        try
        {
            return Outcome(await new ParkWork(loaded, choice, via, jobs.Talk).ParkAsync(selection => selection.Count == request.Confirm), request.Confirm);
        }
        catch (CommandException e)
        {
            return new ParkOutcome(IsDone: false, UnitsReader.Text(e)) { Code = e.Code };
        }
        catch (JobHeldException e)
        {
            return new ParkOutcome(IsDone: false, PlainText.Of(e.Message)) { Code = "job-held" };
        }
        finally
        {
            turn.Release();
        }
    }

    private static ParkOutcome Outcome(ParkedUnits units, long confirmed)
    {
        if (units is { Parked: 0, IsLive: false, Selection.Count: > 0 })
        {
            return new ParkOutcome(IsDone: false, $"The page had {Wording.Count(confirmed, "unit")}, now there are {Wording.Number(units.Selection.Count)}: look at them again.")
            {
                Code = "count-changed",
                Count = units.Selection.Count,
            };
        }

        var skipped = Math.Max(0, confirmed - units.Parked);
        var passed = skipped > 0 ? $"; {Wording.Number(skipped)} passed over: being worked on, quarantined already, or done since" : "";
        return new ParkOutcome(IsDone: true, $"{Wording.Count(units.Parked, "unit")} quarantined{passed}.") { Parked = units.Parked, Skipped = skipped };
    }
}
