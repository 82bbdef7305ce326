namespace Akka.TestKit;

/// <summary>Ends a mute.</summary>
public interface IUnmutableFilter : IDisposable
{
    /// <summary>Ends it.</summary>
    void Unmute();
}

/// <summary>Expects log entries.</summary>
public interface IEventFilterApplier
{
    /// <summary>Gets the start of another filter that takes entries beside this one.</summary>
    EventFilterFactory And { get; }

    /// <summary>Expects one entry while something is done.</summary>
    /// <param name="action">The something.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void ExpectOne(Action action, CancellationToken cancellationToken = default);

    /// <summary>Expects one entry while something is done.</summary>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="action">The something.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>Expects some entries, no more and no fewer, while something is done.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="action">The something.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default);

    /// <summary>Expects some entries, no more and no fewer, while something is done.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="timeout">How long to wait for them.</param>
    /// <param name="action">The something.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>Expects one entry while something is computed.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="func">The something.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was computed.</returns>
    T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Expects one entry while something is done.</summary>
    /// <param name="actionAsync">The something.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it came.</returns>
    Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Expects some entries, no more and no fewer, while something is done.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="actionAsync">The something.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when they came.</returns>
    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Takes entries from the log while something is done.</summary>
    /// <param name="action">The something.</param>
    void Mute(Action action);

    /// <summary>Takes entries from the log until it is ended.</summary>
    /// <returns>Ends it.</returns>
    IUnmutableFilter Mute();
}
