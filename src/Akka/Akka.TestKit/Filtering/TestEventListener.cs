using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>The logger of tests: what a filter takes is not printed. It prints warnings and errors only.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<EventFilterApplier> _filters = [];

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger start:
                foreach (var channel in new[] { typeof(Mute), typeof(Unmute), typeof(DeadLetter), typeof(UnhandledMessage) })
                    start.LoggingBus.Subscribe(Self, channel);
                Sender.Tell(new LoggerInitialized(), Self);
                return true;
            case Mute mute:
                _filters.Add(mute.Filter);
                mute.Done.TrySetResult();
                return true;
            case Unmute unmute:
                _filters.Remove(unmute.Filter);
                return true;
            case DeadLetter letter:
                Take(new Warning(letter.Recipient?.Path.ToString() ?? "", letter.GetType(), letter));
                return true;
            case UnhandledMessage unhandled:
                Take(new Warning(
                    unhandled.Recipient.Path.ToString(),
                    unhandled.Recipient.GetType(),
                    $"Unhandled message from {unhandled.Sender} : {unhandled.Message}"));
                return true;
            case LogEvent entry:
                Take(entry);
                return true;
            default:
                return false;
        }
    }

    private void Take(LogEvent entry)
    {
        var isTaken = false;
        foreach (var filter in _filters)
            isTaken |= filter.Takes(entry);
        if (!isTaken && entry.LogLevel() >= LogLevel.WarningLevel && entry.Message is not DeadLetter)
            Print(entry);
    }
}

/// <summary>Command, filter to listener: begin to take entries.</summary>
internal sealed record Mute(EventFilterApplier Filter, TaskCompletionSource Done) : INoSerializationVerificationNeeded;

/// <summary>Command, filter to listener: end.</summary>
internal sealed record Unmute(EventFilterApplier Filter) : INoSerializationVerificationNeeded;
