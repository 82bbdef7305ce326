using System.Diagnostics;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Tests.Shared;
using Akka.Actor;
using Akka.Persistence;
using Akka.TestKit.Xunit2;
using Xunit.Abstractions;

namespace ActorBackfill.Engine.Tests.Faults;

/// <summary>A journal of 1,000,000 units in 1,000 events, read from its beginning.</summary>
public sealed class RecoveryTests(ITestOutputHelper output) : IDisposable
{
    private const int Events = 1_000;

    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(10);

    private readonly StoredJournal _stored = new();

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task A_million_units_are_recovered_from_their_commits_in_a_second_and_held_in_little_memory()
    {
        await InProcess(folder => folder.Tell("fill"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (state, _) = await InProcess(_ => { });
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{held / 1024:#,0} KB held");
        Assert.Equal((1_000_000L, (long)Events), (state.SettledCount, state.N));
        Assert.InRange(held, long.MinValue, 8L << 20);

        // The best of a few, and of a few times that: other work on the machine only ever makes it slower.
        await BestOfThree.MeasureAsync(async _ =>
        {
            var times = new List<TimeSpan>();
            for (var round = 0; round < 5; round++)
            {
                times.Add((await InProcess(_ => { })).Time);
            }

            // A second where nothing else runs; beside a load of ten times the processors the best of five was 1.07 s.
            var seen = string.Join(", ", times.Select(t => $"{t.TotalMilliseconds:0} ms"));
            output.WriteLine(seen);
            return times.Min() <= TimeSpan.FromSeconds(1.5) ? null : seen;
        });
    }

    public void Dispose() => _stored.Dispose();

    private async Task<(CheckpointState State, TimeSpan Time)> InProcess(Action<IActorRef> act)
    {
        using var process = new Process(_stored.Config.WithFallback(EngineConfig.Default));
        var recovered = new TaskCompletionSource<CheckpointState>(TaskCreationOptions.RunContinuationsAsynchronously);
        var filled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = Stopwatch.GetTimestamp();
        var folder = process.Start(recovered, filled);
        var state = await recovered.Task.WaitAsync(Ceiling);
        var time = Stopwatch.GetElapsedTime(start);
        act(folder);
        folder.Tell("end");
        await filled.Task.WaitAsync(Ceiling);
        return (state, time);
    }

    private sealed class Process(Akka.Configuration.Config config) : TestKit(config)
    {
        public IActorRef Start(TaskCompletionSource<CheckpointState> recovered, TaskCompletionSource filled) =>
            Sys.ActorOf(Props.Create(() => new Folder(recovered, filled)));
    }

    private sealed class Folder : ReceivePersistentActor
    {
        private readonly CheckpointState _state = new();
        private string? _chain;

        public Folder(TaskCompletionSource<CheckpointState> recovered, TaskCompletionSource filled)
        {
            Recover<ICheckpointEvent>(_state.Apply);
            Recover<RecoveryCompleted>(_ => recovered.SetResult(_state));
            Command<string>(command =>
            {
                PersistAll(Enumerable.Range(1, command == "fill" ? Events : 0).Select(n => Commit(n)), _ => { });
                Defer(command, c => _ = c == "end" && filled.TrySetResult());
            });
        }

        public override string PersistenceId => "million";

        private UnitsSettled Commit(long n)
        {
            var random = new Random((int)n);
            var units = Enumerable.Range(0, 1_000)
                .Select(i => new SettledUnit(((n - 1) * 1_000) + i, UnitOutcome.Done, 1, 3, random.Next(2_000), unchecked((ulong)random.NextInt64()))).ToArray();
            var commit = new UnitsSettled(n, new string('a', 32), DateTimeOffset.UnixEpoch, SettledUnits.Pack(units));
            _chain = CommitChain.Next(_chain, commit);
            return commit with { Chain = _chain };
        }
    }
}
