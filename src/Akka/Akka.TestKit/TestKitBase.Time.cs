using System.Diagnostics;

namespace Akka.TestKit;

/// <content>How long a test waits.</content>
public abstract partial class TestKitBase
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan? _end;
    private bool _lastWasNoMessage;

    /// <summary>Gets what is left of the innermost Within.</summary>
    /// <exception cref="InvalidOperationException">It is not in one.</exception>
    public TimeSpan Remaining => _end is { } end
        ? Until(end)
        : throw new InvalidOperationException(@"Remaining may not be called outside of ""within""");

    /// <summary>Gets what is left of the innermost Within; outside of one, the time for one message.</summary>
    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));

    private TimeSpan Clock => Stopwatch.GetElapsedTime(_start);

    /// <summary>Stretches a time by <c>akka.test.timefactor</c>.</summary>
    /// <param name="duration">The time.</param>
    /// <returns>The stretched time.</returns>
    public TimeSpan Dilated(TimeSpan duration) =>
        duration == Timeout.InfiniteTimeSpan ? duration : duration * TestKitSettings.TestTimeFactor;

    /// <summary>What is left of the innermost Within, or another time.</summary>
    /// <param name="duration">The other.</param>
    /// <returns>The time.</returns>
    public TimeSpan RemainingOr(TimeSpan duration) => _end is { } end ? Until(end) : duration;

    /// <summary>A time, stretched; null for what is left of the innermost Within or the default.</summary>
    /// <param name="duration">The time.</param>
    /// <returns>The stretched time.</returns>
    public TimeSpan RemainingOrDilated(TimeSpan? duration) => duration switch
    {
        null => RemainingOrDefault,
        { } time when time == Timeout.InfiniteTimeSpan => throw new ArgumentException("max duration cannot be infinite", nameof(duration)),
        { } time when time < TimeSpan.Zero => throw new ArgumentException("Must be positive", nameof(duration)),
        { } time => Dilated(time),
    };

    /// <summary>Runs something that must not take long.</summary>
    /// <param name="max">How long at most; all that is expected inside shares it.</param>
    /// <param name="action">The something.</param>
    /// <param name="epsilonValue">Measuring error that is allowed; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    /// <summary>Runs something that must take some time and not too long.</summary>
    /// <param name="min">How long at least.</param>
    /// <param name="max">How long at most; all that is expected inside shares it.</param>
    /// <param name="action">The something.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="epsilonValue">Measuring error that is allowed; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void Within(
        TimeSpan min, TimeSpan max, Action action, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within<object?>(
            min,
            max,
            () =>
            {
                action();
                return null;
            },
            hint,
            epsilonValue,
            cancellationToken);

    /// <summary>Computes something that must not take long.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="max">How long at most.</param>
    /// <param name="function">The something.</param>
    /// <param name="epsilonValue">Measuring error that is allowed; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was computed.</returns>
    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <summary>Computes something that must take some time and not too long.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="min">How long at least.</param>
    /// <param name="max">How long at most.</param>
    /// <param name="function">The something.</param>
    /// <param name="hint">Goes into the failure's text.</param>
    /// <param name="epsilonValue">Measuring error that is allowed; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was computed.</returns>
    public T Within<T>(
        TimeSpan min, TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (begin, outerEnd, limit) = Begin(min, max);
        T result;
        try
        {
            result = function();
        }
        finally
        {
            _end = outerEnd;
        }

        CheckTime(begin, min, limit, hint, epsilonValue);
        return result;
    }

    /// <summary>Runs something that must not take long.</summary>
    /// <param name="max">How long at most; all that is expected inside shares it.</param>
    /// <param name="actionAsync">The something.</param>
    /// <param name="epsilonValue">Measuring error that is allowed; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends with it.</returns>
    public async Task WithinAsync(
        TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (begin, outerEnd, limit) = Begin(TimeSpan.Zero, max);
        try
        {
            await actionAsync();
        }
        finally
        {
            _end = outerEnd;
        }

        CheckTime(begin, TimeSpan.Zero, limit, null, epsilonValue);
    }

    private (TimeSpan Begin, TimeSpan? OuterEnd, TimeSpan Limit) Begin(TimeSpan min, TimeSpan max)
    {
        if (min > max)
            throw new ArgumentException("min must be less than or equal to max", nameof(min));
        var begin = Clock;
        var left = _end is { } outer ? Until(outer) : Timeout.InfiniteTimeSpan;
        var limit = Dilated(max);
        if (left != Timeout.InfiniteTimeSpan)
        {
            _assertions.AssertTrue(left >= min, $"Required min time {min} not possible, only {left} left.");
            limit = limit < left ? limit : left;
        }

        var outerEnd = _end;
        _end = begin + limit;
        _lastWasNoMessage = false;
        return (begin, outerEnd, limit);
    }

    private void CheckTime(TimeSpan begin, TimeSpan min, TimeSpan limit, string? hint, TimeSpan? epsilon)
    {
        var elapsed = Clock - begin;
        var text = hint is null ? "" : $" {hint}";
        _assertions.AssertFalse(elapsed < min, $"Failed: Block took {elapsed}, should have at least been {min}.{text}");
        // Waiting for nothing uses the whole time up by design.
        if (!_lastWasNoMessage)
            _assertions.AssertFalse(elapsed - (epsilon ?? TimeSpan.Zero) > limit, $"Failed: Block took {elapsed}, exceeding {limit}.{text}");
    }

    private TimeSpan Until(TimeSpan end) => end - Clock is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private void Fail(string text) => _assertions.Fail(text);
}

/// <summary>Stretching times.</summary>
public static class TimeSpanExtensions
{
    /// <summary>Stretches a time by <c>akka.test.timefactor</c>.</summary>
    /// <param name="timeSpan">The time.</param>
    /// <param name="testKit">The test.</param>
    /// <returns>The stretched time.</returns>
    public static TimeSpan Dilated(this TimeSpan timeSpan, TestKitBase testKit) => testKit.Dilated(timeSpan);
}
