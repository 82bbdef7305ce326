using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Makes expectations.</summary>
internal static class Expectation
{
    public static Expectation<T> Of<T>(string? hint) => new(hint, null);

    public static Expectation<T> Equal<T>(T message, string? hint) =>
        new(hint, (kit, m, _) => kit.Framework.AssertEqual(message, m));

    public static Expectation<T> Matching<T>(Predicate<T> isMessage, string? hint) =>
        new(hint, (kit, m, _) => kit.Framework.AssertTrue(isMessage(m), $"Got a message of the expected type <{typeof(T)}>. Also expected {hint ?? "the predicate to return true"} but the message {{{m}}} of type <{m?.GetType()}> did not match"));

    public static Expectation<T> Asserted<T>(Action<T, IActorRef> assert, string? hint) => new(hint, (_, m, sender) => assert(m, sender));

    public static Expectation<Terminated> EndOf(IActorRef target, string? hint) =>
        new(hint, (kit, m, _) => kit.Framework.AssertEqual(target, m.ActorRef, "Terminated actor"));
}

/// <summary>What the next message should be.</summary>
internal sealed class Expectation<T>(string? hint, Action<TestKitBase, T, IActorRef>? assert)
{
    public T Check(TestKitBase kit, (MessageEnvelope? Envelope, TimeSpan Waited) next)
    {
        if (next.Envelope is not { } envelope)
        {
            kit.Framework.Fail($"Failed: Timeout {next.Waited} while waiting for a message of type {typeof(T)}{(hint is null ? "" : " " + hint)}");
            return default!;
        }

        if (envelope.Message is not T message)
        {
            kit.Framework.Fail($"Failed: Expected a message of type {typeof(T)}, but received {{{envelope.Message}}} (type {envelope.Message.GetType()}) instead{(hint is null ? "" : " " + hint)} from {envelope.Sender}");
            return default!;
        }

        assert?.Invoke(kit, message, envelope.Sender);
        return message;
    }
}
