using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.Triage;

namespace ActorBackfill.Host.Dashboards.Units;

/// <summary>Opens units again from a page: the console's retry, asked for exactly as many units as its preview had.</summary>
/// <param name="jobs">The jobs that are shown.</param>
internal sealed class RetryPort(IFindJobs jobs) : IRetryUnits
{
    // Two clicks at once are one after the other: the second finds what the first has left.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<RetryPreview?> PreviewAsync(string job, RetryRequest request, CancellationToken cancellation)
    {
        if (jobs.Load(job) is not { } loaded)
        {
            return Task.FromResult<RetryPreview?>(null);
        }

        try
        {
            return Task.FromResult<RetryPreview?>(Preview(Work(loaded, request, null).Select()));
        }
        catch (CommandException e)
        {
            return Task.FromResult<RetryPreview?>(new RetryPreview(0) { Error = Text(e) });
        }
    }

    /// <inheritdoc/>
    public async Task<RetryOutcome?> RetryAsync(string job, RetryRequest request, string via, CancellationToken cancellation)
    {
        if (jobs.Load(job) is not { } loaded)
        {
            return null;
        }

        if (request.Confirm is not { } confirmed)
        {
            return new RetryOutcome(IsDone: false, "The number of units that the preview had is missing: ask for the preview first.") { Code = "not-confirmed" };
        }

        var turn = _turns.GetOrAdd(job, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation);
        try
        {
            return Outcome(await Work(loaded, request, via).OpenAsync(selection => selection.Count == confirmed), confirmed);
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
            jobs.Talk);
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
