using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;

namespace ActorBackfill.Bench;

/// <summary>
/// Events a second until each one's handler has run. Floors: a channel to a task that keeps the events and confirms them group by group; in
/// SQLite the same rows into the same table and indexes in groups of the same size, one transaction each, WAL and FULL.
/// </summary>
internal static class Persisting
{
    // What the package's journal puts into one transaction.
    private const int UsualGroup = 100;

    public static readonly Workload[] Workloads =
    [
        InMemory("Persist", 200_000, 1, How.One),
        InMemory("PersistAsync", 200_000, 1, How.OneAsync),
        InMemory("PersistAllAsync x100", 500_000, 100, How.AllAsync),
        InMemory("PersistAllAsync x1,000", 500_000, 1_000, How.AllAsync),
        OnDisk("Persist", 2_000, 1, 1, How.One),
        OnDisk("PersistAsync, floor in groups of 100", 100_000, 1, UsualGroup, How.OneAsync),
        OnDisk("PersistAll x100", 50_000, 100, 100, How.All),
        OnDisk("PersistAllAsync x100", 200_000, 100, 100, How.AllAsync),
        OnDisk("PersistAllAsync x1,000", 200_000, 1_000, 1_000, How.AllAsync),
    ];

    private static Workload InMemory(string name, int count, int group, How how) => new(
        name + ", in memory", "persist-memory", count, n => PersistAsync(Journals.InMemory, n, group, how), n => MemoryFloor.AppendAsync(n, group));

    private static Workload OnDisk(string name, int count, int group, int floorGroup, How how) => new(
        name + ", SQLite FULL",
        "persist-sqlite",
        count,
        async n =>
        {
            using var file = new TemporaryFile();
            SqliteFloor.UseLog(file.Path);
            return await PersistAsync(Journals.Sqlite(file.Path), n, group, how);
        },
        n => Task.Run(() => SqliteFloor.Append(n, floorGroup)));

    private static async Task<TimeSpan> PersistAsync(Config config, int count, int group, How how)
    {
        using var system = Quiet.System(config);
        var ready = Quiet.Signal();
        var done = Quiet.Signal();
        var whole = Math.Max(1, count / group) * group;
        var writer = system.ActorOf(Props.Create(() => new Writer(whole, how, ready, done)));
        await ready.Task;
        var commands = Enumerable.Range(0, whole / group).Select(i => new Write(Events(i * group, group))).ToArray();
        var watch = Stopwatch.StartNew();
        foreach (var command in commands)
        {
            writer.Tell(command);
        }

        await done.Task;
        var elapsed = watch.Elapsed;
        await system.Terminate();
        return elapsed;
    }

    private static Happened[] Events(int first, int count) => [.. Enumerable.Range(first, count).Select(n => new Happened(n, "unit"))];

    private enum How
    {
        One,
        OneAsync,
        All,
        AllAsync,
    }

    private sealed record Write(Happened[] Events);

    private sealed class Writer : ReceivePersistentActor
    {
        private readonly TaskCompletionSource _done;
        private int _left;

        public Writer(int count, How how, TaskCompletionSource ready, TaskCompletionSource done)
        {
            (_left, _done) = (count, done);
            Recover<RecoveryCompleted>(_ => ready.SetResult());
            Action<Write> write = how switch
            {
                How.One => command => Persist(command.Events[0], OnStored),
                How.OneAsync => command => PersistAsync(command.Events[0], OnStored),
                How.All => command => PersistAll(command.Events, OnStored),
                _ => command => PersistAllAsync(command.Events, OnStored),
            };
            Command(write);
        }

        public override string PersistenceId => Journals.PersistenceId;

        protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => _done.TrySetException(cause);

        private void OnStored(Happened happened)
        {
            if (--_left == 0)
            {
                _done.SetResult();
            }
        }
    }
}
