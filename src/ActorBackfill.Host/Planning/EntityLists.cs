using ActorBackfill.Connectors.Budgets;
using ActorBackfill.Connectors.Lists;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Planning;

/// <summary>Puts the entities of its lists into a job: those that are kept, or read anew.</summary>
internal static class EntityLists
{
    private const int LongList = 100_000;

    /// <summary>Gets a job with the lists that are kept of it; one that was never read stays as it is, and makes no plan.</summary>
    /// <param name="job">The job.</param>
    public static LoadedJob Kept(LoadedJob job) => With(job, definition => EntityStore.Read(job.Paths, definition));

    /// <summary>Gets a job with its lists read anew where that is asked for, and kept.</summary>
    /// <param name="job">The job, with the lists that are kept.</param>
    /// <param name="run">A run reads them; a resumed one, or a plan, only those it lacks, unless told otherwise.</param>
    /// <param name="talk">Who is told.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="CommandException">A list cannot be had: exit 8 where a source does not answer, 2 otherwise.</exception>
    public static async Task<LoadedJob> ReadAsync(LoadedJob job, RunChoice run, Talk talk, CancellationToken cancellation)
    {
        var read = new Dictionary<string, EntityList>(StringComparer.Ordinal);
        foreach (var definition in job.Lists)
        {
            // What is kept was read with the job: a million entities are not read again to be thrown away.
            var isKept = job.Definition.Dimensions.Any(d => d.Name == definition.Name && d is not EntityListDefinition);
            if (isKept && !run.Units.RefreshesLists && (run.MustResume || run.IsDryRun))
            {
                continue;
            }

            var list = await ReadOneAsync(job, definition, isKept ? job.ReadAt : null, talk, cancellation);
            if (!run.IsDryRun)
            {
                EntityStore.Write(job.Paths, definition, list);
            }

            read[definition.Name] = list;
        }

        job = read.Count == 0 ? job : With(job, definition => read.GetValueOrDefault(definition.Name));
        ForgetReading(read.Values);
        return job;
    }

    // What the reading of a long list has left behind would stay until there is three times as much: it goes before the run begins.
    private static void ForgetReading(IEnumerable<EntityList> lists)
    {
        if (lists.Any(l => l.Values.Length > LongList))
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private static LoadedJob With(LoadedJob job, Func<EntityListDefinition, EntityList?> listOf)
    {
        if (job.Lists.IsEmpty)
        {
            return job;
        }

        var read = job.Lists.Select(d => (Definition: d, List: listOf(d))).ToDictionary(d => d.Definition.Name, StringComparer.Ordinal);
        var dimensions = job.Definition.Dimensions
            .Select(d => read.GetValueOrDefault(d.Name) is { Definition: not null, List: { } list } found ? list.ToDimension(found.Definition) : d);
        return job with
        {
            File = job.File with { Job = job.Definition with { Dimensions = [.. dimensions] } },
            // The oldest of those that are there: a list that is not among these is as it was.
            ReadAt = read.Values.Select(l => l.List?.At ?? job.ReadAt).Min(),
        };
    }

    private static async Task<EntityList> ReadOneAsync(LoadedJob job, EntityListDefinition definition, DateTimeOffset? kept, Talk talk, CancellationToken cancellation)
    {
        var time = talk.Terminal.Time;
        var (limit, address) = definition.From is HttpEntities http ? (LimitOf(job, http), http.Source.Base) : (new LimitDefinition(), "");
        using var budget = JobParts.Budget(limit, address, talk.Terminal);
        try
        {
            IRequestGate gate = budget is null ? OpenGate.Instance : new BudgetGate(budget, limit.Limits, $"list {definition.Name} {Guid.NewGuid():N}", time);
            var list = await EntityListReader.ReadAsync(definition, talk.Terminal.Directory, job.Definition.Retry, gate, time, cancellation);
            talk.Note($"{definition.Name}: {Wording.Number(list.Values.Length)} entities{(list.Duplicates == 0 ? "" : $", {Wording.Count(list.Duplicates, "duplicate")} dropped")}");
            return list.Values.Length > 0 ? list : throw Empty(definition);
        }
        catch (BackfillException e)
        {
            throw Failed(job, definition, kept, e, talk);
        }
        catch (Exception e) when (e is FormatException or BudgetUnusableException)
        {
            throw new CommandException(ExitCode.Usage, "list", $"list {definition.Name}: {e.Message}", inner: e);
        }
    }

    // A list behind the job's own address goes by the job's own limit, unless it has one.
    private static LimitDefinition LimitOf(LoadedJob job, HttpEntities http) => !http.Source.Limit.IsShared
        && job.Definition.Source is HttpSourceDefinition source && source.Base == http.Source.Base ? source.Limit : http.Source.Limit;

    private static CommandException Empty(EntityListDefinition definition) => definition.AllowsEmpty
        ? new CommandException(ExitCode.Complete, "nothing-to-do", $"list {definition.Name} is empty: there is nothing to do")
        : new CommandException(ExitCode.Usage, "list", $"list {definition.Name} is empty", $"If that may be: plan.{definition.Name}.allow-empty = true");

    private static CommandException Failed(LoadedJob job, EntityListDefinition definition, DateTimeOffset? kept, BackfillException error, Talk talk)
    {
        var isSource = definition.From is HttpEntities
            && error.Category is not (FailureCategory.InvalidData or FailureCategory.SourceSchema or FailureCategory.Oversize);
        var hint = kept is not { } at ? null
            : $"The list of {Wording.Instant(at)} is kept; go on with it: {talk.Terminal.CommandName} resume {job.File.Path}";
        return new CommandException(isSource ? ExitCode.SourceUnusable : ExitCode.Usage, "list", $"list {definition.Name}: {error.Message}", hint, error);
    }
}
