using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using Akka.Actor;
using Akka.Persistence;

namespace ActorBackfill.Bench;

/// <summary>
/// From the start of a persistent actor to its RecoveryCompleted, in a system that is there already. The floor reads the same rows in one
/// statement, makes the events of them and applies them, on one thread.
/// </summary>
internal static class Recovering
{
    private const int CheckpointId = 1701;
    private const string RunId = "00000000000000000000000000000001";
    private static readonly ConcurrentDictionary<(string, int), TemporaryFile> Files = new();

    public static readonly Workload[] Workloads =
    [
        Events("recovery of 100,000 events", 100_000),
        Events("recovery of 1,000,000 events", 1_000_000),
        new("recovery of 1,000,000 units in 1,000 events", "recovery-units", 1_000, RecoverUnitsAsync, ReadUnitsAsync, Shown.Time),
    ];

    private static Workload Events(string name, int count) => new(name, "recovery-events", count, RecoverEventsAsync, ReadEventsAsync, Shown.Time);

    private static Task<TimeSpan> RecoverEventsAsync(int count) => RecoverAsync(EventFile(count), done => Props.Create(() => new Counting(count, done)));

    private static Task<TimeSpan> RecoverUnitsAsync(int count) => RecoverAsync(UnitFile(count), done => Props.Create(() => new Settling(count, done)));

    private static async Task<TimeSpan> RecoverAsync(string file, Func<TaskCompletionSource, Props> props)
    {
        using var system = Quiet.System(Journals.Sqlite(file));
        var done = Quiet.Signal();
        var watch = Stopwatch.StartNew();
        _ = system.ActorOf(props(done));
        await done.Task;
        var elapsed = watch.Elapsed;
        await system.Terminate();
        return elapsed;
    }

    private static Task<TimeSpan> ReadEventsAsync(int count) => Task.Run(() =>
    {
        var sum = 0L;
        return SqliteFloor.Read(EventFile(count), bytes => sum += HappenedSerializer.Read(bytes).Number);
    });

    private static Task<TimeSpan> ReadUnitsAsync(int count) => Task.Run(() =>
    {
        var state = new CheckpointState();
        return SqliteFloor.Read(UnitFile(count), bytes => state.Apply((ICheckpointEvent)CheckpointCodec.Read(bytes, "us1")));
    });

    private static string EventFile(int count) => File("events", count, file =>
        SqliteFloor.Fill(file, count, HappenedSerializer.Id, HappenedSerializer.Name, n => HappenedSerializer.Write(new Happened(n, "unit"))));

    private static string UnitFile(int count) => File("units", count, file =>
    {
        string? chain = null;
        SqliteFloor.Fill(file, count, CheckpointId, "us1", n =>
        {
            var units = Enumerable.Range(0, SettledUnits.MaxUnits).Select(i => Unit(((n - 1) * SettledUnits.MaxUnits) + i)).ToArray();
            var settled = new UnitsSettled(n, RunId, DateTimeOffset.UnixEpoch.AddSeconds(n), SettledUnits.Pack(units));
            chain = CommitChain.Next(chain, settled);
            return CheckpointCodec.Write(settled with { Chain = chain });
        });
    });

    // Neighbours end at about the same time, not in their order.
    private static SettledUnit Unit(long position)
    {
        var ordinal = position ^ 3;
        return new SettledUnit(ordinal, UnitOutcome.Done, 1, 10 + (int)(position % 7), 40, unchecked((ulong)ordinal * 0x9E3779B97F4A7C15));
    }

    private static string File(string kind, int count, Action<string> fill) => Files.GetOrAdd((kind, count), _ =>
    {
        var file = new TemporaryFile();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => file.Dispose();
        fill(file.Path);
        return file;
    }).Path;

    private static void End(TaskCompletionSource done, long expected, long found)
    {
        if (found == expected)
        {
            done.SetResult();
        }
        else
        {
            done.SetException(new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{found} of {expected} came back")));
        }
    }

    private sealed class Counting : ReceivePersistentActor
    {
        private readonly TaskCompletionSource _done;
        private long _count;

        public Counting(int expected, TaskCompletionSource done)
        {
            _done = done;
            Recover<Happened>(_ => _count++);
            Recover<RecoveryCompleted>(_ => End(done, expected, _count));
        }

        public override string PersistenceId => Journals.PersistenceId;

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => _done.TrySetException(reason);
    }

    private sealed class Settling : ReceivePersistentActor
    {
        private readonly TaskCompletionSource _done;
        private readonly CheckpointState _state = new();

        public Settling(int expected, TaskCompletionSource done)
        {
            _done = done;
            Recover<ICheckpointEvent>(_state.Apply);
            Recover<RecoveryCompleted>(_ => End(done, (long)expected * SettledUnits.MaxUnits, _state.SettledCount));
        }

        public override string PersistenceId => Journals.PersistenceId;

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => _done.TrySetException(reason);
    }
}
