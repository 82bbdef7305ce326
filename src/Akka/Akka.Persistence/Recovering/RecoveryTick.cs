using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>Event, scheduler to recovering actor: the time within which something should have come is over.</summary>
/// <param name="IsSnapshot">Whether the snapshot was waited for, and not an event.</param>
internal sealed record RecoveryTick(bool IsSnapshot) : INotInfluenceReceiveTimeout, IDeadLetterSuppression;

/// <summary>Neither snapshot nor event came within <c>recovery-event-timeout</c>.</summary>
/// <param name="message">What was waited for.</param>
/// <param name="cause">What led to it, if anything.</param>
public sealed class RecoveryTimedOutException(string message, Exception? cause = null) : AkkaException(message, cause);
