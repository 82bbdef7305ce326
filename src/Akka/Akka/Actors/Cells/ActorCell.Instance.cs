namespace Akka.Actor;

/// <content>Making the actor's instance and letting it go.</content>
public partial class ActorCell
{
    /// <summary>Makes an instance and gives it its stash and timers.</summary>
    internal virtual ActorBase NewActor()
    {
        ForgetBehaviours();
        var actor = Props.NewActor()
            ?? throw new ActorInitializationException(_self, "Actor instance passed to actorOf can't be 'null'");
        if (actor is IActorStash stashing && stashing.Stash is null)
            stashing.Stash = new MailboxStash(this);
        if (actor is IWithTimers timed)
            timed.Timers = new ActorTimers(this);
        (actor as Internal.IInitializableActor)?.Init();
        return actor;
    }

    private void Create(ActorInitializationException? failure)
    {
        if (failure is not null)
            throw failure;
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
            CheckReceiveTimeout(reschedule: true);
            if (_system.Settings.DebugLifecycle)
                Publish(new Event.Debug(_self.Path.ToString(), _actor.GetType(), $"Started ({_actor})"));
        }
        catch (Exception cause)
        {
            if (_actor is not null)
                ClearActor(_actor, recreate: false);
            _failedFatally = true;
            _actor = null;
            if (cause is ActorInitializationException)
                throw;
            throw new ActorInitializationException(_self, "Exception during creation", cause);
        }
    }

    // What the instance held is given back in an order that keeps stashed messages before newer ones.
    private void ClearActor(ActorBase actor, bool recreate)
    {
        try
        {
            if (actor is IWithTimers { Timers: ActorTimers timers })
                timers.CancelAll();
            if (actor is IActorStash { Stash: { } stash })
                stash.UnstashAll();
            Props.Release(actor);
        }
#pragma warning disable CA1031 // A failing Dispose must not keep the actor from ending.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            Publish(new Event.Error(cause, _self.Path.ToString(), actor.GetType(), "An actor's release failed"));
        }
        finally
        {
            actor.Clear();
            ForgetBehaviours();
            _currentMessage = recreate ? _currentMessage : null;
        }
    }
}
