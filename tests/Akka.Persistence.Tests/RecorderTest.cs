using ActorBackfill.Tests.Shared;
using Akka.Actor;
using Akka.Persistence.Tests.Journals;

namespace Akka.Persistence.Tests;

/// <summary>A system with a journal in memory that does what a test says.</summary>
public abstract class RecorderTest : PatientTestKit
{
    protected RecorderTest(string more = "")
        : base(ScriptedJournal.Config(more)) => Journal = Persistence.Instance.Apply(Sys).JournalFor(null);

    protected static TimeSpan Patience { get; } = TimeSpan.FromMinutes(3);

    protected IActorRef Journal { get; }

    protected IActorRef Start(string id = "r", Recovery? recovery = null) =>
        Sys.ActorOf(Recorder.For(id, TestActor, recovery ?? Recovery.Default));

    /// <summary>Starts an actor and waits until it has recovered.</summary>
    protected IActorRef Started(string id = "r")
    {
        var actor = Start(id);
        _ = FishForMessage<string>(text => text.StartsWith("recovered ", StringComparison.Ordinal), Patience);
        return actor;
    }

    protected void Stop(IActorRef actor)
    {
        Sys.Stop(actor);
        _ = FishForMessage<string>(text => text == "ended", Patience);
    }

    protected void Expect(params string[] notes)
    {
        foreach (var note in notes)
            _ = ExpectMsg(note, Patience);
    }
}
