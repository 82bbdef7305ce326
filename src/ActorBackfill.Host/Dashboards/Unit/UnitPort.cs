using System.Text.Json;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Pages.Unit;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Configuring;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Explaining;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Dashboards.Unit;

/// <summary>Single units of the jobs that are shown: what <c>backfill why</c> says, with the ledger's row and the journal's entries.</summary>
/// <param name="jobs">Which these are.</param>
/// <param name="watch">Knows whether a run goes on that answers.</param>
internal sealed class UnitPort(IFindJobs jobs, IWatchJobs watch) : IShowUnit
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<UnitView?> UnitAsync(string job, string key, CancellationToken cancellation)
    {
        if (jobs.Load(job) is not { } loaded || jobs.ChoiceOf(job) is not { } choice)
        {
            return null;
        }

        // Of a run that does not answer nobody waits for a second answer.
        var live = await watch.NowAsync(job, null, cancellation) is { Now: not null } ? await Explaining.LiveRun.AskAsync(loaded, new WhyQuery { Unit = key }, jobs.Talk, AnswerTime) : null;
        return Read(loaded, key, ArgumentMask.Of(choice)) is { } view ? WithLive(view with { Job = job }, live) : null;
    }

    // The run knows better than its journal what it is at; of a unit that has its end it says no more than that.
    private static UnitView WithLive(UnitView view, ControlResponse? live) =>
        live?.Result is { ValueKind: JsonValueKind.Object } result && result.TryGetProperty("state", out var word) && word.GetString() is { } state and not Why.Ended
            ? view with { State = state, Reasons = [.. live.Lines] }
            : view;

    private UnitView? Read(LoadedJob job, string key, JobChoice choice)
    {
        using var model = ReadModelStore.Open(job);
        if (Story(job, key, choice) is not { } story || model.Plan.OrdinalOf(key) is not { } ordinal)
        {
            return null;
        }

        var noted = model.Noted(ordinal);
        var outcome = model.Planes.OutcomeOf(ordinal);
        var isInPlan = model.Plan.IndexOfOrdinal(ordinal) >= 0;
        return WithLedger(job, outcome, new UnitView
        {
            Job = job.Definition.Name,
            Sequence = model.SequenceNr,
            Key = key,
            State = isInPlan ? UnitState.Of(outcome) : story.State,
            RunsAgain = model.Planes.Reopened.Contains(ordinal),
            Values = [.. UnitKey.TryParse(key)!],
            Attempt = noted?.Attempt,
            Category = noted?.Category,
            Text = noted?.Text,
            Group = noted?.Group,
            Reasons = story.Reasons,
            Moments = [.. story.Entries.Select(e => new UnitMoment(e.At, e.Kind, e.Text))],
            Earlier = story.Earlier,
            CanRetry = isInPlan && outcome is not null && !model.Planes.Reopened.Contains(ordinal),
        });
    }

    private UnitStory? Story(LoadedJob job, string key, JobChoice choice)
    {
        try
        {
            return UnitHistory.Read(job, key, choice, jobs.Talk);
        }
        catch (CommandException e) when (e.Code == "no-such-unit")
        {
            return null;
        }
    }

    private static UnitView WithLedger(LoadedJob job, UnitOutcome? outcome, UnitView view)
    {
        if (outcome?.IsInLedger() != true)
        {
            return view;
        }

        try
        {
            using var ledger = job.Sink.Lookup(job.Definition.IdentityText);
            return ledger.Find(view.Key) is { } row
                ? view with { Attempt = row.Attempt, Ledger = new LedgerRow(row.N, row.Rows, row.Hash.ToString()) }
                : view;
        }
        catch (SinkUnusableException)
        {
            return view with { LedgerTrouble = "The sink cannot be read." };
        }
    }
}
