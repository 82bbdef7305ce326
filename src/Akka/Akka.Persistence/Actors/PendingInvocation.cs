namespace Akka.Persistence;

/// <summary>A handler that waits for the journal's answer, with the event it is for.</summary>
/// <param name="Event">The event.</param>
/// <param name="Handler">An <see cref="Action{T}"/> of the event's type.</param>
/// <param name="Invoke">Calls the handler.</param>
/// <param name="IsStashing">Whether commands are held back until it has run.</param>
internal readonly record struct PendingInvocation(object Event, Delegate Handler, Action<Delegate, object> Invoke, bool IsStashing)
{
    public static PendingInvocation Of<TEvent>(TEvent e, Action<TEvent> handler, bool isStashing) =>
        new(e!, handler, Call<TEvent>.With, isStashing);

    // One delegate a type instead of one closure an event.
    private static class Call<TEvent>
    {
        public static readonly Action<Delegate, object> With = (handler, e) => ((Action<TEvent>)handler)((TEvent)e);
    }
}
