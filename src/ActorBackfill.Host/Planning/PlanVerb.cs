using System.CommandLine;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress.Estimating;
using ActorBackfill.Host.Chains;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Sets;

namespace ActorBackfill.Host.Planning;

/// <summary><c>backfill plan JOB</c>, the same as <c>run --dry-run</c>: what would run; nothing is written, no request is made.</summary>
internal static class PlanVerb
{
    private static readonly Option<string[]> With = new("--with")
    {
        Description = "Another job beside it; repeatable. Shows what they take in sum, and at most when they run side by side",
        HelpName = "JOB",
    };

    private static readonly Option<TimeSpan?> UnitTime = new("--unit-time")
    {
        Description = "How long a unit takes, where nothing has run yet: 27s",
        HelpName = "TIME",
        CustomParser = FlagParsers.Duration,
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("plan", "Show what a run would do; nothing is written");
        var (job, run, talk) = (new JobFlags().AddTo(command), new RunFlags().AddPlanFlagsTo(command), new TalkFlags().AddTo(command));
        command.Options.Add(With);
        command.Options.Add(UnitTime);
        command.SetAction((parse, _) =>
        {
            var choice = EnvironmentSettings.Over(run.Read(parse), terminal) with { IsDryRun = true };
            var (typed, how) = (job.Read(parse), talk.Read(parse, terminal));
            if (ChainFile.Find(typed.Job) is { } chain)
            {
                return new ChainCommand(chain, typed, choice, how).RunAsync();
            }

            if (JobSetFile.Find(typed.Job) is { } set)
            {
                return new SetCommand(JobSetFile.Load(set), typed, choice, how).RunAsync();
            }

            return parse.GetValue(With) is { Length: > 0 } others
                ? ShowTogetherAsync([typed, .. others.Select(o => typed with { Job = o })], choice, parse.GetValue(UnitTime), how)
                : ShowAsync(typed, choice, how, parse.GetValue(UnitTime));
        });
        return command;
    }

    /// <summary>Shows the plan.</summary>
    /// <param name="choice">Which job.</param>
    /// <param name="run">How it would run.</param>
    /// <param name="talk">Who is told.</param>
    /// <param name="unitTime">How long a unit takes where nothing has run yet; null when nobody said.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ShowAsync(JobChoice choice, RunChoice run, Talk talk, TimeSpan? unitTime = null)
    {
        var (job, outlook, _) = await OutlookAsync(choice, run, talk, unitTime);
        Show(job, outlook, talk);
        return 0;
    }

    /// <summary>Writes a plan.</summary>
    public static void Show(LoadedJob job, PlanOutlook outlook, Talk talk)
    {
        if (talk.IsJson)
        {
            talk.Terminal.Line(PlanJson.Of(job, outlook));
        }
        else
        {
            PlanDocument.Write(job, outlook, talk.Terminal, talk.IsVerbose);
        }
    }

    private static async Task<int> ShowTogetherAsync(IEnumerable<JobChoice> choices, RunChoice run, TimeSpan? unitTime, Talk talk)
    {
        var plans = new List<(LoadedJob Job, PlanOutlook Outlook, PlanEstimate OneByOne)>();
        foreach (var choice in choices)
        {
            plans.Add(await OutlookAsync(choice, run, talk, unitTime));
        }

        var together = new PlanTogether(plans);
        if (talk.IsJson)
        {
            talk.Terminal.Line(together.Json());
        }
        else
        {
            together.Write(talk.Terminal);
        }

        return 0;
    }

    /// <summary>Reads a job's lists and journal, and says what a run would do.</summary>
    public static async Task<(LoadedJob Job, PlanOutlook Outlook, PlanEstimate OneByOne)> OutlookAsync(JobChoice choice, RunChoice run, Talk talk, TimeSpan? unitTime)
    {
        var job = await EntityLists.ReadAsync(LoadedJob.Load(choice, talk, run), run, talk, CancellationToken.None);
        var journal = JournalReader.Read(job);
        var plan = job.PlanWith(journal);
        long? existing = ExistingChoice.Of(job.Definition, run.Units.SkipsExisting).Existing is { } rows ? ExistingUnits.Count(job, rows, plan, journal.State) : null;
        var outlook = PlanOutlook.Of(plan, journal.State, job.Definition, run, job.Today, existing);
        var http = job.Definition.Source as HttpSourceDefinition;
        var history = PlanHistory.Of(job, journal.State.Run);
        history = history.Units == 0 && unitTime is { } told ? history with { Units = 1, SecondsPerUnit = told.TotalSeconds } : history;
        EtaForecast? Forecast(int workers, double perUnit) => EtaForecast.Of(
            outlook.Plan,
            journal.State,
            run.RunsAgain,
            run.Limit is not null,
            history.Measured,
            new EtaNow { Elapsed = TimeSpan.Zero, Workers = workers, Left = outlook.ToRun, RequestsPerSecond = http?.Limit.RequestsPerSecond, RequestsPerUnit = perUnit });
        PlanEstimate Estimate(int workers) => PlanEstimate.Of(outlook.ToRun, workers, http is not null, http?.Limit.RequestsPerSecond, history, Forecast);
        outlook = outlook with
        {
            Estimate = Estimate(job.Definition.Workers),
            Change = journal.State.Run == 0 ? null : PlanChanges.Of(job, journal),
        };
        return (job, outlook, Estimate(1));
    }
}
