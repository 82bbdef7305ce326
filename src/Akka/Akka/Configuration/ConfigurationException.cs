using Akka.Actor;

namespace Akka.Configuration;

/// <summary>A configuration that cannot be read or used.</summary>
/// <param name="message">What is wrong with it.</param>
/// <param name="exception">Why; null if it began here.</param>
public class ConfigurationException(string message, Exception? exception = null) : AkkaException(message, exception);
