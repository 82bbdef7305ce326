using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Answers for a test actor while the test waits elsewhere.</summary>
public abstract class AutoPilot
{
    /// <summary>Handles a message; the test gets it too.</summary>
    /// <param name="sender">Who sent it.</param>
    /// <param name="message">The message.</param>
    /// <returns>Who handles the next one: this, another, <see cref="KeepRunning"/> or <see cref="NoAutoPilot"/>.</returns>
    public abstract AutoPilot Run(IActorRef sender, object message);
}

/// <summary>Says that the same goes on.</summary>
public sealed class KeepRunning : AutoPilot
{
    private KeepRunning()
    {
    }

    /// <summary>Gets the only one.</summary>
    public static KeepRunning Instance { get; } = new();

    /// <inheritdoc/>
    public override AutoPilot Run(IActorRef sender, object message) =>
        throw new InvalidOperationException("Must not be used as an AutoPilot: it is an answer of one.");
}

/// <summary>Says that nobody goes on.</summary>
public sealed class NoAutoPilot : AutoPilot
{
    private NoAutoPilot()
    {
    }

    /// <summary>Gets the only one.</summary>
    public static NoAutoPilot Instance { get; } = new();

    /// <inheritdoc/>
    public override AutoPilot Run(IActorRef sender, object message) => this;
}

/// <summary>An auto pilot from a function.</summary>
/// <param name="runDelegate">Handles a message and says who handles the next one.</param>
public sealed class DelegateAutoPilot(Func<IActorRef, object, AutoPilot> runDelegate) : AutoPilot
{
    /// <inheritdoc/>
    public override AutoPilot Run(IActorRef sender, object message) => runDelegate(sender, message);
}
