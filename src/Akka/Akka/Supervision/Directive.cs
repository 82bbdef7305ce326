namespace Akka.Actor;

/// <summary>What becomes of a child that failed.</summary>
public enum Directive
{
    /// <summary>It goes on with the next message and keeps its state.</summary>
    Resume,

    /// <summary>A new instance goes on with the next message.</summary>
    Restart,

    /// <summary>Its supervisor fails with the same cause.</summary>
    Escalate,

    /// <summary>It ends.</summary>
    Stop,
}
