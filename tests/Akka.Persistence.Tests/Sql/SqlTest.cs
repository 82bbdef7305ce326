using ActorBackfill.Tests.Shared;
using Akka.Actor;

namespace Akka.Persistence.Tests.Sql;

/// <summary>Systems one after the other on the same database.</summary>
/// <param name="database">The database.</param>
public abstract class SqlTest(TestDatabase database) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    protected TestDatabase Database => database;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Database.Remove();
        return Task.CompletedTask;
    }

    /// <summary>Runs a system from its start to its end.</summary>
    protected async Task InSystem(Func<Life, Task> act, string journal = "", string snapshots = "")
    {
        using var life = new Life(Database.Config(journal, snapshots, WordSerializer.Config));
        await act(life);
        await life.System.Terminate().WaitAsync(Patience);
    }

    /// <summary>A system and all its recorders said.</summary>
    protected sealed class Life : PatientTestKit
    {
        public Life(string config)
            : base(config)
        {
        }

        public ActorSystem System => Sys;

        public IActorRef Probe => TestActor;

        public IActorRef Start(string id = "r", Recovery? recovery = null) =>
            Sys.ActorOf(Recorder.For(id, TestActor, recovery ?? Recovery.Default));

        public void Expect(params string[] notes)
        {
            foreach (var note in notes)
                _ = ExpectMsg(note, TimeSpan.FromMinutes(1));
        }

        public string Next() => ExpectMsg<string>(TimeSpan.FromMinutes(1));

        /// <summary>Stores words, one Persist each.</summary>
        public void Store(IActorRef actor, params string[] words)
        {
            foreach (var word in words)
            {
                actor.Tell(new Do(r => r.Persist(new Word(word), e => r.Note($"stored {e.Text}"))), Probe);
                Expect($"stored {word}");
            }
        }
    }
}
