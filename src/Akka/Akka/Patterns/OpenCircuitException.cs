using Akka.Actor;

namespace Akka.Pattern;

/// <summary>A circuit breaker is open and did not make the call.</summary>
/// <param name="message">What it says.</param>
/// <param name="cause">What the last call that was made failed with; null if nobody knows.</param>
public class OpenCircuitException(string message, Exception? cause = null) : AkkaException(message, cause);
