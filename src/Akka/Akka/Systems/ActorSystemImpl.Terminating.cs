namespace Akka.Actor;

/// <content>The end.</content>
internal sealed partial class ActorSystemImpl
{
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _hooksLock = new();
    private Stack<Action>? _hooks = new();
    private int _ending;

    public override Task WhenTerminated => _terminated.Task;

    internal bool IsTerminating => Volatile.Read(ref _ending) != 0;

    public override Task Terminate()
    {
        if (Settings.CoordinatedShutdownRunByActorSystemTerminate && !IsTerminating)
            _ = CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        else
            FinalTerminate();
        return WhenTerminated;
    }

    public override void Abort() => FinalTerminate();

    public override void RegisterOnTermination(Action code)
    {
        lock (_hooksLock)
        {
            if (_hooks is null)
                throw new InvalidOperationException("The actor system has ended.");
            _hooks.Push(code);
        }
    }

    /// <summary>Ends the guardians; the rest follows them.</summary>
    internal void FinalTerminate()
    {
        if (Interlocked.Exchange(ref _ending, 1) != 0)
            return;
        if (!Settings.LogDeadLettersDuringShutdown)
            SystemActorIfAny("deadLetterListener")?.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        _provider.Guardian.Stop();
    }

    /// <summary>Called when the root guardian has ended.</summary>
    internal void RootEnded()
    {
        Stack<Action> hooks;
        lock (_hooksLock)
        {
            hooks = _hooks ?? new();
            _hooks = null;
        }

        foreach (var hook in hooks)
        {
            try
            {
                hook();
            }
#pragma warning disable CA1031 // One failing hook must not keep the system from ending.
            catch (Exception cause)
#pragma warning restore CA1031
            {
                EventStream.Publish(new Event.Error(cause, ToString(), GetType(), "A termination hook failed"));
            }
        }

        (Scheduler as IDisposable)?.Dispose();
        _terminated.TrySetResult();
    }

    private IActorRef? SystemActorIfAny(string name) =>
        _provider.SystemGuardian.Cell.GetSingleChild(name) is { } found and not Nobody ? found : null;
}
