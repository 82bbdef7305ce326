namespace Akka.Event;

/// <summary>A mailbox for loggers; a logger says that it needs one by <see cref="Dispatch.IRequiresMessageQueue{T}"/>.</summary>
public interface ILoggerMessageQueueSemantics;
