namespace Akka.TestKit;

/// <summary>A test whose messages come from nobody unless they say from whom.</summary>
public interface INoImplicitSender;
