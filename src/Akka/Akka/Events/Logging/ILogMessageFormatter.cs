using System.Globalization;

namespace Akka.Event;

/// <summary>Fills log templates; <c>akka.logger-formatter</c> names the class.</summary>
public interface ILogMessageFormatter
{
    /// <summary>Fills a template.</summary>
    /// <param name="format">The template.</param>
    /// <param name="args">The values.</param>
    /// <returns>The text.</returns>
    string Format(string format, params object[] args);

    /// <summary>Fills a template.</summary>
    /// <param name="format">The template.</param>
    /// <param name="args">The values.</param>
    /// <returns>The text.</returns>
    string Format(string format, IEnumerable<object> args);
}

/// <summary>Fills templates with numbers, <c>{0}</c>. One with names is an error here: it needs another formatter.</summary>
public class DefaultLogMessageFormatter : ILogMessageFormatter
{
    /// <summary>The only one that is needed.</summary>
    public static readonly DefaultLogMessageFormatter Instance = new();

    /// <inheritdoc/>
    public string Format(string format, params object[] args) => string.Format(CultureInfo.InvariantCulture, format, args);

    /// <inheritdoc/>
    public string Format(string format, IEnumerable<object> args) => Format(format, args.ToArray());
}
