using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Planning;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Verifying.Equivalence;

/// <summary>
/// Runs one partition of a job once with each number of workers, each time into a sink and a journal of its own, and compares them. The
/// job's own sink is only read, its journal not touched; the source's budget is the one that every run shares.
/// </summary>
/// <param name="choice">Which job and which partition.</param>
/// <param name="run">How runs go; its workers do not matter.</param>
/// <param name="how">Which numbers of workers.</param>
/// <param name="talk">Who is told.</param>
internal sealed class EquivalenceCommand(JobChoice choice, RunChoice run, EquivalenceChoice how, Talk talk)
{
    /// <summary>Runs, compares and writes the result.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        var report = await ExecuteAsync();
        if (talk.IsJson)
        {
            talk.Terminal.Line(EquivalenceJson.Of(report));
        }
        else
        {
            EquivalenceDocument.Write(report, talk.Terminal);
        }

        return report.ExitCode;
    }

    private async Task<EquivalenceReport> ExecuteAsync()
    {
        // What is wrong with the job is said before anything is written.
        var job = await LoadAsync(choice);
        job.PlanWith(JournalView.Empty());
        using var scratch = EquivalenceScratch.Create(Path.GetFullPath(choice.State, talk.Terminal.Directory), how.Keeps);
        try
        {
            return await ExecuteAsync(job, scratch);
        }
        finally
        {
            for (var number = 1; number <= how.Workers.Length; number++)
            {
                Discard(job, scratch, number);
            }
        }
    }

    private async Task<EquivalenceReport> ExecuteAsync(LoadedJob job, EquivalenceScratch scratch)
    {
        var reference = await RunOnceAsync(scratch, 1, job.Sink);
        var pairs = ImmutableArray.CreateBuilder<EquivalencePair>();
        for (var number = 2; number <= how.Workers.Length; number++)
        {
            var other = await RunOnceAsync(scratch, number, job.Sink);
            pairs.Add(Compare(job, scratch, reference, other));
            Discard(job, scratch, number);
            scratch.Drop(number);
        }

        var next = NextCommand.Run(choice, talk.Terminal.CommandName);
        return new EquivalenceReport(job.Definition.Name, reference, pairs.ToImmutable(), how.Keeps ? scratch.Path : null, next);
    }

    private async Task<EquivalenceRun> RunOnceAsync(EquivalenceScratch scratch, int number, ISinkDatabase real)
    {
        var workers = how.Workers[number - 1];
        talk.Note($"run {number} of {how.Workers.Length}, with {Wording.Count(workers, "worker")}");
        var state = scratch.CreateState(number);
        var own = choice with { State = state, Sink = real.Scratch(state).Flag };
        var before = Environment.CpuUsage.TotalTime;
        var report = await new RunCommand(own, OneRun with { Workers = workers, AlsoReads = real.File }, talk).ExecuteAsync();
        var cpu = Environment.CpuUsage.TotalTime - before;
        return report.ExitCode is ExitCode.Complete or ExitCode.UnitsFailed
            ? new EquivalenceRun(number, workers, report, cpu, Closed(await LoadAsync(own)))
            : throw new CommandException(report.ExitCode, "run-ended", $"the run with {Wording.Count(workers, "worker")} did not end: {Reason(report)}", "Nothing was compared.");
    }

    private RunChoice OneRun => run with { IsSerial = false, ScalesItself = false };

    // Lists of entities as they are kept; what is read here is written nowhere.
    private Task<LoadedJob> LoadAsync(JobChoice of)
    {
        var look = OneRun with { IsDryRun = true };
        return EntityLists.ReadAsync(LoadedJob.Load(of, talk, look), look, talk, CancellationToken.None);
    }

    private static string Reason(RunReport report) => report.Result.Message ?? "it was stopped";

    private static ImmutableSortedDictionary<string, Domain.Checkpoints.ClosedUnit> Closed(LoadedJob job)
    {
        var journal = JournalReader.Read(job);
        var plan = job.PlanWith(journal);
        return journal.State.Closed
            .Select(unit => (Key: plan.KeyOf(unit.Ordinal), Unit: unit))
            .Where(unit => unit.Key is not null)
            .ToImmutableSortedDictionary(unit => unit.Key!, unit => unit.Unit, StringComparer.Ordinal);
    }

    private EquivalencePair Compare(LoadedJob job, EquivalenceScratch scratch, EquivalenceRun reference, EquivalenceRun other)
    {
        var units = UnitVerdict.Of(reference.Closed, other.Closed);
        using var left = Open(job, scratch.StateOf(reference.Number));
        using var right = Open(job, scratch.StateOf(other.Number));
        return new EquivalencePair(other, units, SinkComparer.Compare(left, right, units.LeaveOut));
    }

    private ISinkStore Open(LoadedJob job, string state) => job.Sink.Scratch(state)
        .Open(job.Definition.Sink.Tables, job.Definition.IdentityText, SinkOpenMode.ReadOnly, new SinkUse(), talk.Terminal.Time);

    private void Discard(LoadedJob job, EquivalenceScratch scratch, int number)
    {
        if (!how.Keeps)
        {
            job.Sink.Scratch(scratch.StateOf(number)).Discard();
        }
    }
}
