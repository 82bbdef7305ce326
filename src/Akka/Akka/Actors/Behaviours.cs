namespace Akka.Actor;

/// <summary>A behaviour that says whether it knew the message.</summary>
/// <param name="message">The message.</param>
/// <returns>False to have it treated as unhandled.</returns>
public delegate bool Receive(object message);

/// <summary>A behaviour that handles whatever comes.</summary>
/// <param name="message">The message.</param>
public delegate void UntypedReceive(object message);
