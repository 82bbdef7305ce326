using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Healing;

/// <summary>Finds the units whose rows were made from what was not complete then, and is now.</summary>
/// <param name="job">The job, its lists read.</param>
/// <param name="readiness">How far the jobs are that it requires; null when it requires none.</param>
internal sealed class HealSearch(LoadedJob job, IReadiness? readiness)
{
    // What a column says of the jobs that its row was made from; false means that something was missing.
    private static readonly string[] Flags = ["$completeness.is_complete", "$completeness.is_production_ready", "$upstream.all_ready"];

    /// <summary>Searches.</summary>
    /// <exception cref="CommandException">The job has nothing that says what was missing: exit 2; the sink cannot be asked: exit 7.</exception>
    public HealFindings Find()
    {
        if (job.Sink.File is { } file && !File.Exists(file))
        {
            return new HealFindings([], 0);
        }

        var plan = job.PlanWith(JournalReader.Read(job));
        var (ready, waiting) = (ImmutableArray.CreateBuilder<string>(), 0);
        foreach (var key in Candidates())
        {
            var index = plan.IndexOf(key);
            if (index < 0)
            {
                // Beyond the range that was asked for.
                continue;
            }

            if (IsReady(plan.UnitAt(index)))
            {
                ready.Add(key);
            }
            else
            {
                waiting++;
            }
        }

        return new HealFindings(ready.ToImmutable(), waiting);
    }

    // A row that says "not complete" heals when everything is there; one that says "not ready", when what is required is.
    private bool IsReady(PlanUnit unit) => readiness?.Of(unit) is not { } upstream
        || (job.Definition.HealQuery is null ? upstream.Completeness.IsComplete : upstream.AllReady);

    private IEnumerable<string> Candidates()
    {
        var queries = job.Definition.HealQuery is { } own ? [own] : Made();
        if (queries.Count == 0)
        {
            throw new CommandException(
                ExitCode.Usage, "heal", $"job {job.Definition.Name} has no row that says what was missing when it was made",
                "Give a table a column \"$completeness.is_complete as boolean\", or the job heal { query = SELECT _unit ... }.");
        }

        try
        {
            return [.. queries.SelectMany(q => job.Sink.Keys(q).Keys).Distinct(StringComparer.Ordinal)];
        }
        catch (BackfillException e)
        {
            throw new CommandException(
                job.Definition.HealQuery is null ? ExitCode.SinkUnusable : ExitCode.Usage, "heal", job.Definition.HealQuery is null ? e.Message : $"heal.query: {e.Message}", inner: e);
        }
    }

    // Names of tables and columns are letters, digits and '_': the job file was refused otherwise. A flag is 0 in tables of ours, and may be
    // false in one of the user's own.
    private List<string> Made() =>
    [
        .. job.Definition.Sink.Tables.SelectMany(t => t.Columns
            .Where(c => Flags.Contains(c.Path, StringComparer.Ordinal) && c.Type == ColumnType.Boolean)
            .Select(c => $"SELECT DISTINCT _unit FROM \"{t.Name}\" WHERE CAST(\"{c.Name}\" AS TEXT) IN ('0', 'false')")),
    ];
}
