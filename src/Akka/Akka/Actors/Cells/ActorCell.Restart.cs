using System.Diagnostics;
using Akka.Event;

namespace Akka.Actor;

/// <content>Replacing the actor's instance.</content>
public partial class ActorCell
{
    private void FaultRecreate(Exception cause)
    {
        if (_actor is null)
        {
            FaultCreate();
            return;
        }

        if (!IsNormal)
        {
            // Keeps the count of suspensions even.
            FaultResume(null);
            return;
        }

        var failed = _actor;
        var message = _currentMessage;
        if (_system.Settings.DebugLifecycle)
            Publish(new Event.Debug(_self.Path.ToString(), failed.GetType(), "Restarting"));
        try
        {
            failed.AroundPreRestart(cause, message!);
        }
#pragma warning disable CA1031 // The instance is thrown away in any case.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var wrapped = new PreRestartException(_self, error, cause, message);
            Publish(new Error(wrapped, _self.Path.ToString(), failed.GetType(), error.Message));
        }
        finally
        {
            ClearActor(failed, recreate: true);
        }

        if (_children?.SetReason(SuspendReason.Recreation, cause) != true)
            FinishRecreate(cause, failed);
    }

    private void FinishRecreate(Exception cause, ActorBase failed)
    {
        var survivors = GetChildren().ToList();
        var message = _currentMessage;
        try
        {
            try
            {
                Dispatcher.Resume(this);
            }
            finally
            {
                ClearFailed();
            }

            var fresh = NewActor();
            _actor = fresh;
            if (ReferenceEquals(fresh, failed))
                throw new UnreachableException("A recipe gave the failed instance again.");
            fresh.AroundPostRestart(cause, message!);
            _currentMessage = null;
            CheckReceiveTimeout(reschedule: true);
            foreach (var child in survivors)
                ((IInternalActorRef)child).Restart(cause);
        }
#pragma warning disable CA1031 // Reported to the supervisor.
        catch (Exception error)
#pragma warning restore CA1031
        {
            // PreRestart was called for this failure already; the next restart goes straight to a new instance.
            if (_actor is not null && !ReferenceEquals(_actor, failed))
                ClearActor(_actor, recreate: false);
            _actor = null;
            _currentMessage = null;
            HandleInvokeFailure(new PostRestartException(_self, error, cause), survivors);
            _failedFatally = true;
        }
    }
}
