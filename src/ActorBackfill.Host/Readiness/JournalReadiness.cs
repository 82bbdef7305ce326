using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Readiness;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Planning;

namespace ActorBackfill.Host.Readiness;

/// <summary>How far other jobs are, from their journals: read when a run begins, and again when they have grown.</summary>
internal sealed class JournalReadiness : IReadiness
{
    private readonly ImmutableArray<Requirement> _requirements;
    private volatile OtherJob[] _jobs;
    private readonly long[] _sequences;

    private JournalReadiness(ImmutableArray<Requirement> requirements)
    {
        _requirements = requirements;
        _jobs = new OtherJob[requirements.Length];
        _sequences = new long[requirements.Length];
        var waits = requirements.Where(r => r.Definition.Enforce).Select(r => r.Definition.Wait).ToList();
        Wait = waits.Contains(null) ? null : waits.Select(w => w!.Value).DefaultIfEmpty(TimeSpan.Zero).Max();
        Look(always: true);
    }

    /// <inheritdoc/>
    public TimeSpan? Wait { get; }

    /// <summary>Reads how far the jobs are that a job requires; null when it requires none.</summary>
    /// <param name="job">The job.</param>
    /// <param name="choice">Where this run keeps its state.</param>
    /// <param name="talk">Whose directory and clock.</param>
    /// <exception cref="CommandException">A required job cannot be found or read, or has other dimensions: exit 2 or 6.</exception>
    public static JournalReadiness? Open(LoadedJob job, JobChoice choice, Talk talk) => job.Definition.Requires.IsEmpty
        ? null
        : new JournalReadiness([.. job.Definition.Requires.Select(r => Load(job.Definition, r, choice, talk))]);

    /// <inheritdoc/>
    public Upstream Of(PlanUnit unit)
    {
        var jobs = _jobs;
        var upstream = ImmutableArray.CreateBuilder<UpstreamJob>(jobs.Length);
        foreach (var job in jobs)
        {
            upstream.Add(job.Of(unit));
        }

        return new Upstream(upstream.MoveToImmutable());
    }

    /// <inheritdoc/>
    public ValueTask<bool> RefreshAsync(CancellationToken cancellation) => ValueTask.FromResult(Look(always: false));

    // One look at a time: the supervisor begins no other before this one has ended.
    private bool Look(bool always)
    {
        var hasChanged = false;
        var jobs = (OtherJob[])_jobs.Clone();
        for (var i = 0; i < jobs.Length; i++)
        {
            var (definition, job, matched) = _requirements[i];
            if (!always && JournalReader.LastSequenceNr(job.Paths) == _sequences[i])
            {
                continue;
            }

            var journal = JournalReader.Read(job);
            jobs[i] = new OtherJob(definition, job.Definition.Name, PlanOf(job, journal), journal.State, matched);
            _sequences[i] = journal.SequenceNr;
            hasChanged = true;
        }

        _jobs = jobs;
        return hasChanged;
    }

    // A job whose lists nobody has read yet has never run: how many units it will have is not known.
    private static Plan? PlanOf(LoadedJob job, JournalView journal)
    {
        var now = job.Definition.Dimensions.Any(d => d is EntityListDefinition) ? EntityLists.Kept(job) : job;
        return now.Definition.Dimensions.Any(d => d is EntityListDefinition) ? null : now.PlanWith(journal);
    }

    private static Requirement Load(JobDefinition job, RequirementDefinition requirement, JobChoice choice, Talk talk)
    {
        var other = LoadedJob.Load(new JobChoice(requirement.Job, null, null, null, requirement.State ?? choice.State, []), talk);
        var theirs = other.Definition.Dimensions.Select(d => d.Name).ToHashSet(StringComparer.Ordinal);
        var own = requirement.Match ?? [.. job.Dimensions.Select(d => d.Name).Where(n => requirement.Map.ContainsKey(n) || theirs.Contains(n))];
        var matched = own.Select(n => (Own: n, Other: requirement.Map.GetValueOrDefault(n, n))).ToImmutableArray();
        if (matched.IsEmpty && requirement.Match is null)
        {
            throw new CommandException(
                ExitCode.Usage, "requires", $"job {job.Name} requires {other.Definition.Name}, but they have no dimension in common",
                "Say which values have to match with map { OWN = THEIRS }, or match = [] for the other job as a whole.");
        }

        return matched.FirstOrDefault(m => !theirs.Contains(m.Other)) is { Other: { } missing }
            ? throw new CommandException(
                ExitCode.Usage, "requires", $"job {job.Name} requires {other.Definition.Name}, which has no dimension '{missing}'; it has {string.Join(", ", theirs)}")
            : new Requirement(requirement, other, matched);
    }

    private sealed record Requirement(RequirementDefinition Definition, LoadedJob Job, ImmutableArray<(string Own, string Other)> Matched);
}
