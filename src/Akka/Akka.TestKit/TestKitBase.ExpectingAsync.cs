using Akka.Actor;

namespace Akka.TestKit;

/// <content>Expecting messages without holding a thread.</content>
public abstract partial class TestKitBase
{
    /// <summary>Expects a message of a type next.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="duration">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public async ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Of<T>(hint).Check(this, await NextAsync(duration, cancellationToken));

    /// <summary>Expects an equal message next.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="message">What it should equal.</param>
    /// <param name="timeout">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public async ValueTask<T> ExpectMsgAsync<T>(
        T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Equal(message, hint).Check(this, await NextAsync(timeout, cancellationToken));

    /// <summary>Expects a message of a type for which a predicate holds.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public async ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Matching(isMessage, hint).Check(this, await NextAsync(timeout, cancellationToken));

    /// <summary>Expects a message of a type next and looks at it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assert">Looks; throws if it is not right.</param>
    /// <param name="timeout">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public async ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Asserted<T>((m, _) => assert(m), hint).Check(this, await NextAsync(timeout, cancellationToken));

    /// <summary>Expects a message of a type next and looks at it and its sender.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assertMessageAndSender">Looks; throws if it is not right.</param>
    /// <param name="timeout">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public async ValueTask<T> ExpectMsgAsync<T>(
        Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Asserted(assertMessageAndSender, hint).Check(this, await NextAsync(timeout, cancellationToken));

    /// <summary>Expects a message of a type next, from someone.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sender">The someone.</param>
    /// <param name="duration">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public async ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.Asserted<T>((_, from) => _assertions.AssertEqual(sender, from, "sender"), hint)
            .Check(this, await NextAsync(duration, cancellationToken));

    /// <summary>Expects the end of a watched actor next.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="timeout">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public async ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expectation.EndOf(target, hint).Check(this, await NextAsync(timeout, cancellationToken));

    /// <summary>Expects no message for the default time or what is left of the innermost Within.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends with the time.</returns>
    public async ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        NothingIn(await TakeOneAsync(RemainingOr(Dilated(TestKitSettings.ExpectNoMessageDefault)), cancellationToken));

    /// <summary>Expects no message.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends with the time.</returns>
    public async ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        NothingIn(await TakeOneAsync(Dilated(duration), cancellationToken));

    /// <summary>Takes messages until one fits; the others are dropped.</summary>
    /// <param name="isMessage">Which fits.</param>
    /// <param name="max">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The one that fits.</returns>
    public ValueTask<object> FishForMessageAsync(
        Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Takes messages until one of a type fits; the others are dropped.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">Which fits.</param>
    /// <param name="max">How long to wait; null for the default.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The one that fits.</returns>
    public async ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Clock + limit;
        while (true)
        {
            if (await TakeOneAsync(Until(end), cancellationToken) is not { } envelope)
                Fail($"Timeout ({limit}) during fishForMessage{(hint.Length == 0 ? "" : ", hint: " + hint)}");
            else if (envelope.Message is T message && isMessage(message))
                return message;
        }
    }

    private async ValueTask<(MessageEnvelope? Envelope, TimeSpan Waited)> NextAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var wait = RemainingOrDilated(timeout);
        return (await TakeOneAsync(wait, cancellationToken), wait);
    }
}
