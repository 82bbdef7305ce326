using System.CommandLine;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Planning;

/// <summary><c>backfill plan JOB</c>, the same as <c>run --dry-run</c>: what would run; nothing is written, no request is made.</summary>
internal static class PlanVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("plan", "Show what a run would do; nothing is written");
        var (job, run, talk) = (new JobFlags().AddTo(command), new RunFlags().AddPlanFlagsTo(command), new TalkFlags().AddTo(command));
        command.SetAction((parse, _) => ShowAsync(job.Read(parse), EnvironmentSettings.Over(run.Read(parse), terminal) with { IsDryRun = true }, talk.Read(parse, terminal)));
        return command;
    }

    /// <summary>Shows the plan.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> ShowAsync(JobChoice choice, RunChoice run, Talk talk)
    {
        var job = await EntityLists.ReadAsync(LoadedJob.Load(choice, talk, run), run, talk, CancellationToken.None);
        var journal = JournalReader.Read(job);
        var outlook = PlanOutlook.Of(job.PlanWith(journal), journal.State, job.Definition, run, job.Today);
        var http = job.Definition.Source as HttpSourceDefinition;
        var history = PlanHistory.Of(job, journal.State.Run);
        outlook = outlook with
        {
            Estimate = PlanEstimate.Of(outlook.ToRun, job.Definition.Workers, http is not null, http?.Limit.RequestsPerSecond, history),
            Change = journal.State.Run == 0 ? null : PlanChanges.Of(job, journal),
        };
        if (talk.IsJson)
        {
            talk.Terminal.Line(PlanJson.Of(job, outlook));
        }
        else
        {
            PlanDocument.Write(job, outlook, talk.Terminal);
        }

        return 0;
    }
}
