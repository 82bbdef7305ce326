namespace Akka.Routing;

/// <summary>A message to the router itself.</summary>
public abstract class RouterManagementMessage;

/// <summary>A message that tells the router how to send what it carries.</summary>
/// <param name="message">What it carries.</param>
public abstract class RouterEnvelope(object message)
{
    /// <summary>Gets what it carries.</summary>
    public object Message { get; } = message;
}

/// <summary>Sends what it carries to every routee.</summary>
/// <param name="message">What it carries.</param>
public sealed class Broadcast(object message) : RouterEnvelope(message);

/// <summary>Query: who are the routees? Answered by <see cref="Routing.Routees"/>.</summary>
public sealed class GetRoutees : RouterManagementMessage
{
    /// <summary>Gets the only one that is needed.</summary>
    public static GetRoutees Instance { get; } = new();
}

/// <summary>Answer to <see cref="GetRoutees"/>.</summary>
/// <param name="routees">Those of the moment.</param>
public sealed class Routees(IEnumerable<Routee> routees)
{
    /// <summary>Gets those of the moment.</summary>
    public IEnumerable<Routee> Members { get; } = routees;
}

/// <summary>Command: send to this one too.</summary>
/// <param name="routee">The new one.</param>
public sealed class AddRoutee(Routee routee) : RouterManagementMessage
{
    /// <summary>Gets the new one.</summary>
    public Routee Routee { get; } = routee;
}

/// <summary>Command: do not send to this one any more; a child of the router is stopped.</summary>
/// <param name="routee">The one.</param>
public sealed class RemoveRoutee(Routee routee) : RouterManagementMessage
{
    /// <summary>Gets the one.</summary>
    public Routee Routee { get; } = routee;
}

/// <summary>Command: make or stop some routees. Those that are stopped may have work in flight.</summary>
/// <param name="change">How many: more than 0 to make, less than 0 to stop.</param>
public sealed class AdjustPoolSize(int change) : RouterManagementMessage
{
    /// <summary>Gets how many.</summary>
    public int Change { get; } = change;
}
