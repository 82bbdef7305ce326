using Akka.Actor;

namespace Akka.TestKit;

/// <content>Expecting messages.</content>
public abstract partial class TestKitBase
{
    /// <summary>Expects a message of a type next.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="duration">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Of<T>(hint).Check(this, Next(duration, cancellationToken));

    /// <summary>Expects an equal message next.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="message">What it should equal.</param>
    /// <param name="timeout">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Equal(message, hint).Check(this, Next(timeout, cancellationToken));

    /// <summary>Expects a message of a type for which a predicate holds.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Matching(isMessage, hint).Check(this, Next(timeout, cancellationToken));

    /// <summary>Expects a message of a type next and looks at it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assert">Looks; throws if it is not right.</param>
    /// <param name="timeout">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Asserted<T>((m, _) => assert(m), hint).Check(this, Next(timeout, cancellationToken));

    /// <summary>Expects a message of a type next and looks at it and its sender.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assertMessageAndSender">Looks; throws if it is not right.</param>
    /// <param name="timeout">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(
        Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Asserted(assertMessageAndSender, hint).Check(this, Next(timeout, cancellationToken));

    /// <summary>Expects a message next that equals another.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="expected">The other.</param>
    /// <param name="comparer">Compares.</param>
    /// <param name="timeout">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(
        T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Matching<T>(m => comparer(expected, m), hint).Check(this, Next(timeout, cancellationToken));

    /// <summary>Expects a message of a type next, from someone.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sender">The someone.</param>
    /// <param name="duration">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Asserted<T>((_, from) => _assertions.AssertEqual(sender, from, "sender"), hint).Check(this, Next(duration, cancellationToken));

    /// <summary>Expects the end of a watched actor next.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="timeout">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.EndOf(target, hint).Check(this, Next(timeout, cancellationToken));

    /// <summary>Expects no message for the default time or what is left of the innermost Within.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) =>
        NothingIn(TakeOne(RemainingOr(Dilated(TestKitSettings.ExpectNoMessageDefault)), cancellationToken));

    /// <summary>Expects no message.</summary>
    /// <param name="duration">How long; zero looks once and is exact on the calling-thread dispatcher.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        NothingIn(TakeOne(Dilated(duration), cancellationToken));

    /// <summary>Expects no message.</summary>
    /// <param name="milliseconds">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    /// <summary>Expects one of some messages next.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">The messages.</param>
    /// <returns>The one that came.</returns>
    public T ExpectMsgAnyOf<T>(params T[] messages) =>
        Expectation.Matching<T>(m => messages.Contains(m), $"one of [{string.Join(", ", messages)}]").Check(this, Next(null, default));

    /// <summary>Expects all of some messages, in any order, and no other between them.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">The messages.</param>
    /// <returns>What came.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => ExpectMsgAllOf(RemainingOrDefault, messages);

    /// <summary>Expects all of some messages, in any order, and no other between them.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="max">How long for all of them.</param>
    /// <param name="messages">The messages.</param>
    /// <returns>What came.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages)
    {
        var got = ReceiveN(messages.Length, max);
        var missing = messages.Except(got.OfType<T>()).ToList();
        var unexpected = got.Where(g => g is not T typed || !messages.Contains(typed)).ToList();
        _assertions.AssertTrue(missing.Count == 0, $"not found [{string.Join(", ", missing)}], got [{string.Join(", ", got)}]");
        _assertions.AssertTrue(unexpected.Count == 0, $"found unexpected [{string.Join(", ", unexpected)}]");
        return [.. got.Cast<T>()];
    }

    /// <summary>Takes messages until one fits; the others are dropped.</summary>
    /// <param name="isMessage">Which fits.</param>
    /// <param name="max">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The one that fits.</returns>
    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Takes messages until one of a type fits; the others are dropped.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">Which fits.</param>
    /// <param name="max">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The one that fits.</returns>
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Clock + limit;
        while (true)
        {
            if (TakeOne(Until(end), cancellationToken) is not { } envelope)
                Fail($"Timeout ({limit}) during fishForMessage{(hint.Length == 0 ? "" : ", hint: " + hint)}");
            else if (envelope.Message is T message && isMessage(message))
                return message;
        }
    }

    private (MessageEnvelope? Envelope, TimeSpan Waited) Next(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var wait = RemainingOrDilated(timeout);
        return (TakeOne(wait, cancellationToken), wait);
    }

    private void NothingIn(MessageEnvelope? envelope)
    {
        _assertions.AssertTrue(envelope is null, $"Expected no messages during the duration, instead we received {envelope}");
        _lastWasNoMessage = true;
    }
}
