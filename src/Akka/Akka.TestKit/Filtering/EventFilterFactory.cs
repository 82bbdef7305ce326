using System.Text.RegularExpressions;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>Says which log entries are expected or kept from the log.</summary>
public sealed class EventFilterFactory
{
    private readonly TestKitBase _kit;
    private readonly IReadOnlyList<EventMatch> _others;

    internal EventFilterFactory(TestKitBase kit, IReadOnlyList<EventMatch>? others = null)
    {
        _kit = kit;
        _others = others ?? [];
    }

    /// <summary>Errors with an exception of a type.</summary>
    /// <typeparam name="TException">The type.</typeparam>
    /// <param name="message">The whole text, of the entry or the exception; null for any.</param>
    /// <param name="start">How the text begins; null for any.</param>
    /// <param name="contains">What is in the text; null for any.</param>
    /// <param name="source">Where from; null for anywhere.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Exception<TException>(string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    /// <summary>Errors with an exception of a type.</summary>
    /// <typeparam name="TException">The type.</typeparam>
    /// <param name="pattern">What the text is like.</param>
    /// <param name="source">Where from; null for anywhere.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception => Filter(new(IsException(typeof(TException)), Pattern: pattern, Source: source));

    /// <summary>Errors with an exception of a type.</summary>
    /// <param name="exceptionType">The type.</param>
    /// <param name="message">The whole text, of the entry or the exception; null for any.</param>
    /// <param name="start">How the text begins; null for any.</param>
    /// <param name="contains">What is in the text; null for any.</param>
    /// <param name="source">Where from; null for anywhere.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Exception(
        Type exceptionType, string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Filter(new(IsException(exceptionType), message, start, contains, null, source));

    /// <summary>Errors.</summary>
    /// <param name="message">The whole text; null for any.</param>
    /// <param name="start">How the text begins; null for any.</param>
    /// <param name="contains">What is in the text; null for any.</param>
    /// <param name="source">Where from; null for anywhere.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Filter(new(e => e is Error, message, start, contains, null, source));

    /// <summary>Errors.</summary>
    /// <param name="pattern">What the text is like.</param>
    /// <param name="source">Where from; null for anywhere.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Error(Regex pattern, string? source = null) => Filter(new(e => e is Error, Pattern: pattern, Source: source));

    /// <summary>Warnings.</summary>
    /// <param name="message">The whole text; null for any.</param>
    /// <param name="start">How the text begins; null for any.</param>
    /// <param name="contains">What is in the text; null for any.</param>
    /// <param name="source">Where from; null for anywhere.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Warning(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Filter(new(e => e is Warning, message, start, contains, null, source));

    /// <summary>Warnings.</summary>
    /// <param name="pattern">What the text is like.</param>
    /// <param name="source">Where from; null for anywhere.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Warning(Regex pattern, string? source = null) => Filter(new(e => e is Warning, Pattern: pattern, Source: source));

    /// <summary>Info entries.</summary>
    /// <param name="message">The whole text; null for any.</param>
    /// <param name="start">How the text begins; null for any.</param>
    /// <param name="contains">What is in the text; null for any.</param>
    /// <param name="source">Where from; null for anywhere.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Filter(new(e => e is Info, message, start, contains, null, source));

    /// <summary>Info entries.</summary>
    /// <param name="pattern">What the text is like.</param>
    /// <param name="source">Where from; null for anywhere.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Info(Regex pattern, string? source = null) => Filter(new(e => e is Info, Pattern: pattern, Source: source));

    /// <summary>Debug entries.</summary>
    /// <param name="message">The whole text; null for any.</param>
    /// <param name="start">How the text begins; null for any.</param>
    /// <param name="contains">What is in the text; null for any.</param>
    /// <param name="source">Where from; null for anywhere.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Filter(new(e => e is Debug, message, start, contains, null, source));

    /// <summary>Debug entries.</summary>
    /// <param name="pattern">What the text is like.</param>
    /// <param name="source">Where from; null for anywhere.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Debug(Regex pattern, string? source = null) => Filter(new(e => e is Debug, Pattern: pattern, Source: source));

    /// <summary>Dead letters.</summary>
    /// <returns>The filter.</returns>
    public IEventFilterApplier DeadLetter() => Filter(new(e => e.Message is DeadLetter));

    /// <summary>Dead letters with a message of a type.</summary>
    /// <typeparam name="TMessage">The type.</typeparam>
    /// <param name="source">The path of who was meant; null for anyone.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) =>
        Filter(new(e => e.Message is DeadLetter { Message: TMessage }, Source: source));

    /// <summary>Dead letters with a message of a type for which a predicate holds.</summary>
    /// <typeparam name="TMessage">The type.</typeparam>
    /// <param name="isMatch">The predicate.</param>
    /// <param name="source">The path of who was meant; null for anyone.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        Filter(new(e => e.Message is DeadLetter { Message: TMessage message } && isMatch(message), Source: source));

    /// <summary>Entries for which a predicate holds.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Filter(new(predicate));

    /// <summary>Entries of a type for which a predicate holds.</summary>
    /// <typeparam name="TLogEvent">The type.</typeparam>
    /// <param name="predicate">The predicate.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Filter(new(e => e is TLogEvent typed && predicate(typed)));

    private static Predicate<LogEvent> IsException(Type type) => e => e is Error && (type.IsInstanceOfType(e.Cause) || type.IsInstanceOfType(e.Cause?.InnerException));

    private EventFilterApplier Filter(EventMatch match) => new(_kit, [.. _others, match]);
}
