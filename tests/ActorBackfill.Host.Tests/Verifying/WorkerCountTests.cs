using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;
using Record = ActorBackfill.Domain.Rows.Record;

namespace ActorBackfill.Host.Tests.Verifying;

/// <summary>The whole engine into a real sink: how many workers there are, and who of them is held up when, does not show in the content.</summary>
public sealed class WorkerCountTests : IDisposable
{
    private const int Units = 120;

    private static readonly ImmutableArray<TableDefinition> Tables =
    [
        new("games", [new("id", "id", ColumnType.Integer), new("season", "season"), new("score", "score", ColumnType.Real)], ["id"]),
        // Many units write the same team: the row changes hands, in whatever order they commit.
        new("teams", [new("team", "team", ColumnType.Integer), new("name", "name")], ["team"]),
    ];

    private readonly WorkDirectory _directory = new();
    private int _runs;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task F90_Any_number_of_workers_gives_the_content_of_one()
    {
        var (serial, tables) = await ContentAsync(workers: 1, seed: 0);
        Assert.Equal((Units * 3) + 7, serial.Rows);
        Assert.Equal([Units * 3L, 7L], tables);

        Check.One(
            FsCheck.Config.QuickThrowOnFailure.WithMaxTest(6),
            Prop.ForAll(Gen.Choose(2, 32).Zip(Gen.Choose(1, int.MaxValue - 1)).ToArbitrary(), run => ContentAsync(run.Item1, run.Item2).GetAwaiter().GetResult().Sink == serial));
    }

    private async Task<(ContentTotal Sink, IReadOnlyList<long> Tables)> ContentAsync(int workers, int seed)
    {
        var folder = _directory.File($"run-{++_runs}");
        Directory.CreateDirectory(folder);
        var job = new JobDefinition
        {
            Name = "counted",
            Dimensions = [new NumberDimensionDefinition("n", false, PlanOrder.Oldest, 1, Units, 1)],
            Source = new FilesSourceDefinition("none", BodyFormat.Json, ImmutableSortedDictionary<string, string>.Empty, false, null, new CapsDefinition()),
            Sink = new SqliteSinkDefinition(Path.Combine(folder, "sink.db"), Tables),
            Workers = workers,
        };
        using var sink = SqliteSink.Open((SqliteSinkDefinition)job.Sink, job.IdentityText, SinkOpenMode.CreateOrOpen);
        JournalFile.Create(Path.Combine(folder, "journal.db"));
        using var host = await ActorHost.StartAsync(new JobPaths(folder), null, Serilog.Core.Logger.None);
        await using var source = new HeldUpSource(seed);
        var ended = new TaskCompletionSource<RunResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ports = new RunPorts(source, sink, () => new Games(), TimeProvider.System);
        var settings = new RunSettings { Job = job, RunId = _runs.ToString("d32", CultureInfo.InvariantCulture), Host = "test" };
        ActorHost.System(host).ActorOf(JobSupervisor.For(ports, settings, ended), "job");
        var result = await ended.Task.WaitAsync(TimeSpan.FromMinutes(3));
        await host.StopAsync();

        Assert.Equal((RunEnd.Finished, Units), (result.End, result.Progress.Units.Done));
        var verified = SinkVerifier.Verify(sink);
        Assert.True(verified.IsEqual);
        return (verified.Sink, [.. verified.Tables.Select(t => t.Content.Rows)]);
    }

    /// <summary>Lets every fetch wait for a random number of turns of the thread pool.</summary>
    private sealed class HeldUpSource(int seed) : ISource
    {
        private readonly Random _random = new(seed);

        public string Description => "held up";

        public async ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
        {
            using var turn = await gate.EnterAsync(cancellation);
            for (var turns = Turns(); turns > 0; turns--)
            {
                await Task.Yield();
            }

            return FetchedUnit.Nothing;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private int Turns()
        {
            lock (_random)
            {
                return _random.Next(10) == 0 ? _random.Next(20_000) : _random.Next(200);
            }
        }
    }

    private sealed class Games : IProcessor
    {
        public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
        {
            var n = int.Parse(unit.Unit.Value("n")!, CultureInfo.InvariantCulture);
            for (var game = 0; game < 3; game++)
            {
                unit.Emit("games", new Record { ["id"] = (n * 3) + game, ["season"] = $"S{n / 40}", ["score"] = n / (game + 1.5) });
            }

            unit.Emit("teams", new Record { ["team"] = n % 7, ["name"] = $"Team {n % 7}" });
            return ValueTask.CompletedTask;
        }
    }
}
