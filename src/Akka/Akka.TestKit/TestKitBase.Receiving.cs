using System.Diagnostics.CodeAnalysis;

namespace Akka.TestKit;

/// <content>Looking at messages.</content>
public abstract partial class TestKitBase
{
    /// <summary>Waits for one message.</summary>
    /// <param name="max">How long; null for the default, zero for not at all, infinite for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message; null if none came.</returns>
    public object ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        TakeOne(max, cancellationToken)?.Message!;

    /// <summary>Waits for one message.</summary>
    /// <param name="max">How long; null for the default, zero for not at all, infinite for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message; null if none came.</returns>
    public async ValueTask<object> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await TakeOneAsync(max, cancellationToken).ConfigureAwait(false))?.Message!;

    /// <summary>Waits for one message.</summary>
    /// <param name="envelope">The message with its sender, if one came.</param>
    /// <param name="max">How long; null for the default, zero for not at all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether one came.</returns>
    public bool TryReceiveOne([NotNullWhen(true)] out MessageEnvelope? envelope, TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        envelope = TakeOne(max, cancellationToken);
        return envelope is not null;
    }

    /// <summary>Waits for some messages.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveN(numberOfMessages, RemainingOrDefault, cancellationToken);

    /// <summary>Waits for some messages.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="max">How long for all of them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        var limit = Dilated(max);
        var end = Clock + limit;
        var messages = new List<object>();
        while (messages.Count < numberOfMessages)
        {
            if (TakeOne(Until(end), cancellationToken) is not { } envelope)
                Fail($"Timeout ({limit}) while expecting {numberOfMessages} messages. Only got {messages.Count} after {limit}.");
            else
                messages.Add(envelope.Message);
        }

        return messages;
    }

    /// <summary>Waits for some messages.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="max">How long for each of them; null for the default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public async IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages,
        TimeSpan? max = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Clock + limit;
        for (var got = 0; got < numberOfMessages; got++)
        {
            var envelope = await TakeOneAsync(Until(end), cancellationToken).ConfigureAwait(false);
            if (envelope is null)
                Fail($"Timeout ({limit}) while expecting {numberOfMessages} messages. Only got {got} after {limit}.");
            yield return envelope!.Message;
        }
    }

    /// <summary>Takes messages as long as a function finds something in them; the first it does not stays to be looked at.</summary>
    /// <typeparam name="T">What the function finds.</typeparam>
    /// <param name="max">How long for all; null for the default.</param>
    /// <param name="filter">The function; null from it ends the taking.</param>
    /// <param name="msgs">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it found.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default)
        where T : class => ReceiveWhile(max, Timeout.InfiniteTimeSpan, filter, msgs, cancellationToken);

    /// <summary>Takes messages as long as a function finds something in them; the first it does not stays to be looked at.</summary>
    /// <typeparam name="T">What the function finds.</typeparam>
    /// <param name="max">How long for all; null for the default.</param>
    /// <param name="idle">How long between two; infinite for any time.</param>
    /// <param name="filter">The function; null from it ends the taking.</param>
    /// <param name="msgs">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it found.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, TimeSpan? idle, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default)
        where T : class
    {
        var end = Clock + RemainingOrDilated(max);
        var found = new List<T>();
        while (found.Count < msgs)
        {
            var left = Until(end);
            var wait = idle is { } pause && pause != Timeout.InfiniteTimeSpan && pause < left ? pause : left;
            if (TakeOne(wait, cancellationToken) is not { } envelope)
                break;
            if (filter(envelope.Message) is not { } item)
            {
                _putBack = envelope;
                break;
            }

            found.Add(item);
        }

        _lastWasNoMessage = true;
        return found;
    }

    /// <summary>Takes messages of a type as long as a predicate holds; the first it does not hold for stays to be looked at.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldContinue">The predicate.</param>
    /// <param name="max">How long for all; null for the default.</param>
    /// <param name="idle">How long between two; null for any time.</param>
    /// <param name="msgs">How many at most.</param>
    /// <param name="shouldIgnoreOtherMessageTypes">Whether messages of other types are dropped; else they end the taking.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Predicate<T> shouldContinue,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true,
        CancellationToken cancellationToken = default)
        where T : class
    {
        var found = new List<T>();
        ReceiveWhile<object>(
            max,
            idle ?? Timeout.InfiniteTimeSpan,
            m =>
            {
                if (m is not T typed)
                    return shouldIgnoreOtherMessageTypes ? m : null;
                if (!shouldContinue(typed))
                    return null;
                found.Add(typed);
                return m;
            },
            msgs,
            cancellationToken);
        return found;
    }

    internal MessageEnvelope? TakeOne(TimeSpan? max, CancellationToken cancellationToken)
    {
        if (TakeBack() is { } first)
            return first;
        return Note(_queue.TryTake(WaitFor(max), cancellationToken));
    }

    internal async ValueTask<MessageEnvelope?> TakeOneAsync(TimeSpan? max, CancellationToken cancellationToken)
    {
        if (TakeBack() is { } first)
            return first;
        return Note(await _queue.TryTakeAsync(WaitFor(max), cancellationToken).ConfigureAwait(false));
    }

    // A predicate of ReceiveWhile that said no leaves its message here.
    private MessageEnvelope? _putBack;

    private TimeSpan WaitFor(TimeSpan? max) => max switch
    {
        null => RemainingOrDefault,
        { } time when time == Timeout.InfiniteTimeSpan => time,
        { } time when time < TimeSpan.Zero => TimeSpan.Zero,
        { } time => time,
    };

    private MessageEnvelope? TakeBack()
    {
        var envelope = _putBack;
        _putBack = null;
        return envelope is null ? null : Note(envelope);
    }

    private MessageEnvelope? Note(MessageEnvelope? envelope)
    {
        _lastWasNoMessage = envelope is null;
        LastEnvelope = envelope ?? NullMessageEnvelope.Instance;
        return envelope;
    }
}
