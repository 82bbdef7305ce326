namespace ActorBackfill.Replay;

/// <summary>The server cannot start as asked: a data file is wrong, the port is taken, the access log cannot be written.</summary>
/// <param name="message">What is wrong, with file and line or port.</param>
/// <param name="inner">The cause; null when the message says all.</param>
public sealed class ReplayException(string message, Exception? inner = null) : Exception(message, inner);
