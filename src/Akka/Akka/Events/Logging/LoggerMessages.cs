using Akka.Actor;

namespace Akka.Event;

/// <summary>Command, system to logger: subscribe to what you need and answer <see cref="LoggerInitialized"/>.</summary>
/// <param name="loggingBus">The event stream.</param>
public class InitializeLogger(LoggingBus loggingBus) : INoSerializationVerificationNeeded
{
    /// <summary>Gets the event stream.</summary>
    public LoggingBus LoggingBus { get; } = loggingBus;
}

/// <summary>Answer to <see cref="InitializeLogger"/>.</summary>
public class LoggerInitialized : INoSerializationVerificationNeeded, IDeadLetterSuppression;
