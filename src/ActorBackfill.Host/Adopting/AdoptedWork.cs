using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Adopting;

/// <summary>A run whose rows are in the sink already: nothing is requested, and each date's rows are read where they are.</summary>
/// <param name="keys">The units it is about.</param>
/// <param name="dimension">The plan's one dimension.</param>
/// <param name="adopt">What is taken over.</param>
internal sealed class AdoptedWork(ImmutableArray<string> keys, string dimension, AdoptChoice adopt) : IRunWork
{
    private readonly Dictionary<string, string> _columns = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <exception cref="CommandException">A table has no column of the date: exit 2.</exception>
    public LoadedJob Prepare(LoadedJob job)
    {
        var definition = job.Definition;
        FindColumns(definition);
        var tables = definition.Sink.Tables.Select(t => t with { Columns = [.. t.Columns.Select(c => c with { Path = c.Name })] });
        return job with
        {
            Listed = keys,
            File = job.File with
            {
                // Another try would find the same rows: one is enough.
                Job = definition with { Sink = definition.Sink with { Tables = [.. tables] }, Retry = definition.Retry with { MaxAttempts = 1 } },
            },
        };
    }

    /// <inheritdoc/>
    public ISource Source(JobDefinition job, Terminal terminal) => new NoSource();

    /// <inheritdoc/>
    public Func<IProcessor> Processor(LoadedJob job) => () => new SinkRowsProcessor([.. job.Definition.Sink.Tables.Select(DatedTable)], dimension, adopt.AcceptsEmpty);

    // The column of each table that holds the date.
    private void FindColumns(JobDefinition job)
    {
        foreach (var table in job.Sink.Tables)
        {
            _columns[table.Name] = adopt.Column is { } named
                ? table.Columns.FirstOrDefault(c => c.Name == named)?.Name ?? throw Unknown(table, $"has no column '{named}'")
                : table.Columns.FirstOrDefault(c => c.Path == $"$unit.{dimension}")?.Name ?? throw Unknown(table, $"has no column $unit.{dimension}; --column says which one holds the date");
        }
    }

    private (TableDefinition Table, string Column) DatedTable(TableDefinition table) => (table, _columns[table.Name]);

    private static CommandException Unknown(TableDefinition table, string problem) => new(ExitCode.Usage, "adopt", $"table {table.Name} {problem}");

    private sealed class NoSource : ISource
    {
        public string Description => "the sink's own rows";

        public ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation) => ValueTask.FromResult(FetchedUnit.Nothing);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
