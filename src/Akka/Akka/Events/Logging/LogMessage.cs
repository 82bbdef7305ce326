namespace Akka.Event;

/// <summary>A template with its values; the text is made only when a logger asks for it.</summary>
public abstract class LogMessage
{
    /// <summary>Initializes a new instance of the <see cref="LogMessage"/> class.</summary>
    /// <param name="formatter">Fills the template.</param>
    /// <param name="format">The template.</param>
    protected LogMessage(ILogMessageFormatter formatter, string format)
    {
        Formatter = formatter;
        Format = format;
    }

    /// <summary>Gets the template.</summary>
    public string Format { get; }

    /// <summary>Gets what fills the template.</summary>
    protected ILogMessageFormatter Formatter { get; }

    /// <summary>The values.</summary>
    /// <returns>The values in their order.</returns>
    public abstract IEnumerable<object> Parameters();
}

/// <summary>A template with its values in an array.</summary>
/// <param name="formatter">Fills the template.</param>
/// <param name="format">The template.</param>
/// <param name="args">The values.</param>
public sealed class DefaultLogMessage(ILogMessageFormatter formatter, string format, params object[] args) : LogMessage(formatter, format)
{
    /// <summary>Gets the values.</summary>
    public object[] Args { get; } = args;

    /// <inheritdoc/>
    public override IEnumerable<object> Parameters() => Args;

    /// <inheritdoc/>
    public override string ToString() => Formatter.Format(Format, Args);
}
