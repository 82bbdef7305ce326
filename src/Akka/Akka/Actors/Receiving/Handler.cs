namespace Akka.Actor;

/// <summary>One registered handler.</summary>
internal abstract class Handler
{
    public abstract Type MessageType { get; }

    /// <summary>Gets a value indicating whether no message passes this handler.</summary>
    public virtual bool TakesEverything => false;

    public abstract bool TryHandle(object message);
}

internal sealed class TypeHandler<T>(Action<T> handler) : Handler
{
    public override Type MessageType => typeof(T);

    public override bool TakesEverything => typeof(T) == typeof(object);

    public override bool TryHandle(object message)
    {
        if (message is not T typed)
            return false;
        handler(typed);
        return true;
    }
}

internal sealed class PredicateHandler<T>(Action<T> handler, Predicate<T> shouldHandle) : Handler
{
    public override Type MessageType => typeof(T);

    public override bool TryHandle(object message)
    {
        if (message is not T typed || !shouldHandle(typed))
            return false;
        handler(typed);
        return true;
    }
}

internal sealed class DecidingHandler<T>(Func<T, bool> handler) : Handler
{
    public override Type MessageType => typeof(T);

    public override bool TryHandle(object message) => message is T typed && handler(typed);
}

internal sealed class RuntimeTypeHandler(Type messageType, Action<object> handler, Predicate<object>? shouldHandle) : Handler
{
    public override Type MessageType => messageType;

    public override bool TakesEverything => messageType == typeof(object) && shouldHandle is null;

    public override bool TryHandle(object message)
    {
        if (!messageType.IsInstanceOfType(message) || (shouldHandle is not null && !shouldHandle(message)))
            return false;
        handler(message);
        return true;
    }
}
