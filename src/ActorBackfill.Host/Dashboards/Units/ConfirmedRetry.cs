using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.Triage;

namespace ActorBackfill.Host.Dashboards.Units;

/// <summary>Opens units again for pages and programs: the console's retry, asked for exactly as many units as its preview had. Thread safe.</summary>
/// <param name="talk">Whose directory and clock.</param>
internal sealed class ConfirmedRetry(Talk talk)
{
    // Two requests at once are one after the other: the second finds what the first has left.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Gets what a retry would open.</summary>
    /// <param name="job">The job.</param>
    /// <param name="request">Which units.</param>
    public RetryPreview Preview(LoadedJob job, RetryRequest request)
    {
        try
        {
            return Preview(Work(job, request, null).Select());
        }
        catch (CommandException e)
        {
            return new RetryPreview(0) { Error = Text(e) };
        }
    }

    /// <summary>Opens the units, if they are as many as were confirmed.</summary>
    /// <param name="job">The job.</param>
    /// <param name="request">Which units, and how many the preview had.</param>
    /// <param name="via">Through what it was asked for, for the journal.</param>
    /// <param name="cancellation">Nobody wants to know any more; what was begun is finished.</param>
    public async Task<RetryOutcome> OpenAsync(LoadedJob job, RetryRequest request, string via, CancellationToken cancellation)
    {
        if (request.Confirm is not { } confirmed)
        {
            return new RetryOutcome(IsDone: false, "The number of units that the preview had is missing: ask for the preview first.") { Code = "not-confirmed" };
        }

        var turn = _turns.GetOrAdd(job.Paths.Directory, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation);
        try
        {
            return Outcome(await Work(job, request, via).OpenAsync(selection => selection.Count == confirmed), confirmed);
        }
        catch (CommandException e)
        {
            return new RetryOutcome(IsDone: false, Text(e)) { Code = e.Code };
        }
        catch (JobHeldException e)
        {
            return new RetryOutcome(IsDone: false, PlainText.Of(e.Message)) { Code = "job-held" };
        }
        finally
        {
            turn.Release();
        }
    }

    private static RetryOutcome Outcome(OpenedUnits units, long confirmed)
    {
        if (units.Opened == 0 && units.Live is null && units.Selection.Count > 0)
        {
            return new RetryOutcome(IsDone: false, $"The preview had {Wording.Count(confirmed, "unit")}, now there are {Wording.Number(units.Selection.Count)}: look at them again.")
            {
                Code = "count-changed",
                Count = units.Selection.Count,
            };
        }

        var skipped = Math.Max(0, confirmed - units.Opened);
        var passed = skipped > 0 ? $"; {Wording.Number(skipped)} passed over: open already, or done since" : "";
        var dealt = units.Live is { Dealt: > 0 } live ? $", {Wording.Number(live.Dealt)} dealt by the run that goes on" : "";
        return new RetryOutcome(IsDone: true, $"{Wording.Count(units.Opened, "unit")} open again{dealt}{passed}.")
        {
            Opened = units.Opened,
            Skipped = skipped,
            Dealt = units.Live?.Dealt ?? 0,
        };
    }

    private static RetryPreview Preview(RetrySelection selection) => new(selection.Count)
    {
        First = [.. selection.Sample.Select(u => u.Unit.Key)],
        ByState = [.. selection.ByState.OrderByDescending(s => s.Value)],
        Hints = [.. selection.ByCategory.OrderByDescending(c => c.Value).Where(c => RetryHints.Of(c.Key) is not null).Select(c => $"{Wording.Number(c.Value)} x {c.Key}: {RetryHints.Of(c.Key)}")],
        LeftInQuarantine = selection.LeftInQuarantine,
        OpenAlready = selection.OpenAlready,
    };

    private RetryWork Work(LoadedJob job, RetryRequest request, string? via)
    {
        var isNamed = !request.Units.IsEmpty;
        return new RetryWork(
            job,
            new RetryChoice
            {
                Filter = ListFlags.Filter(request.Filter),
                States = States(request.States),
                Groups = request.Group is { } group ? [group] : [],
                Units = request.Units,
                AllFailed = !isNamed && request is { Filter.Length: 0, Group: null, States.IsEmpty: true },
                Reason = request.Reason is { Length: > 0 } reason ? PlainText.Of(reason, 300) : null,
            },
            via,
            talk);
    }

    // What did not fail cannot be tried again by a filter: what is done stays done.
    private static ImmutableArray<UnitOutcome> States(ImmutableArray<string> names) =>
    [
        .. names.Select(name => name is "failed" or "quarantined" or "skipped"
            ? UnitState.Outcome(name)!.Value
            : throw new CommandException(ExitCode.Usage, "state", $"'{PlainText.Of(name, 60)}' units are not retried by a filter; those that failed, were quarantined or skipped are")),
    ];

    private static string Text(CommandException e) => UnitsReader.Text(e);
}
