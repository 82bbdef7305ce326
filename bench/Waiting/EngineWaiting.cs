using System.Collections.Immutable;
using System.Diagnostics;
using ActorBackfill.Connectors.Budgets;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;
using Akka.Actor;

namespace ActorBackfill.Bench.Waiting;

/// <summary>How long a run of the waiting units took.</summary>
/// <param name="Requests">From the first request to the last answer.</param>
/// <param name="Others">From the first request to the last answer of all units but the slow one.</param>
/// <param name="Whole">From the start of the actor system to its end.</param>
internal sealed record WaitingFigures(TimeSpan Requests, TimeSpan Others, TimeSpan Whole);

/// <summary>The whole engine, as the console runs it: HTTP source, SQLite sink with ledger and outbox, SQLite journal, both FULL.</summary>
internal static class EngineWaiting
{
    public static async Task<WaitingFigures> RunAsync(Uri address, string directory, string limit)
    {
        Directory.CreateDirectory(directory);
        var whole = Stopwatch.StartNew();
        var job = Job(address, Path.Combine(directory, "sink.db"), Limit(limit));
        await using var source = new TimedSource(new HttpSource((HttpSourceDefinition)job.Source, ["n"], TimeProvider.System));
        using var sink = SqliteSink.Open((SqliteSinkDefinition)job.Sink, job.IdentityText, SinkOpenMode.CreateOrOpen);
        using var budget = limit == "none" ? null : SqliteBudget.Open(directory, "bench", TimeProvider.System);
        var ended = new TaskCompletionSource<RunResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var system = ActorSystem.Create("bench", EngineSide.Configuration(directory));
        var settings = new RunSettings { Job = job, RunId = Guid.NewGuid().ToString("N"), Host = "bench" };
        system.ActorOf(JobSupervisor.For(new RunPorts(source, sink, null, TimeProvider.System) { Budget = budget }, settings, ended), "job");
        var result = await ended.Task;
        await system.Terminate();
        return result.End == RunEnd.Finished && result.Refusal is null && result.Progress.Units.Done == WaitingBench.Units
            ? new WaitingFigures(source.Last - source.First, source.LastOther - source.First, whole.Elapsed)
            : throw new InvalidOperationException($"the run ended {result.End}: {result.Message}");
    }

    private static LimitDefinition Limit(string limit) => limit switch
    {
        "none" => new LimitDefinition(),
        "concurrency" => new LimitDefinition(Concurrency: WaitingBench.Workers),
        "rate" => new LimitDefinition(RequestsPerSecond: 100_000),
        _ => throw new ArgumentException($"no limit '{limit}': none, concurrency, rate"),
    };

    private static JobDefinition Job(Uri address, string sink, LimitDefinition limit) => new()
    {
        Name = "waiting",
        Dimensions = [new NumberDimensionDefinition("n", false, PlanOrder.Oldest, 1, WaitingBench.Units, 1)],
        Source = new HttpSourceDefinition(
            address.ToString(),
            "/rows?n={n}&x=1",
            ImmutableSortedDictionary<string, string>.Empty,
            ImmutableSortedDictionary<string, string>.Empty,
            BodyFormat.Json,
            new PagingDefinition.None(),
            NotFoundIsEmpty: false,
            TimeSpan.FromSeconds(100),
            limit,
            "items",
            new CapsDefinition()),
        Sink = new SqliteSinkDefinition(sink, [new TableDefinition("rows", [new("n", "n"), new("value", "value"), new("name", "name")], ["n"])]),
        Workers = WaitingBench.Workers,
    };

    private sealed class TimedSource(ISource inner) : ISource
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private readonly Lock _lock = new();

        public TimeSpan First { get; private set; } = TimeSpan.MaxValue;

        public TimeSpan Last { get; private set; }

        public TimeSpan LastOther { get; private set; }

        public string Description => inner.Description;

        public async ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
        {
            lock (_lock)
            {
                First = First < _watch.Elapsed ? First : _watch.Elapsed;
            }

            var fetched = await inner.FetchAsync(unit, gate, cancellation);
            lock (_lock)
            {
                Last = _watch.Elapsed;
                LastOther = unit.Ordinal == WaitingBench.Slow || unit.Value("n") == $"{WaitingBench.Slow}" ? LastOther : Last;
            }

            return fetched;
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
