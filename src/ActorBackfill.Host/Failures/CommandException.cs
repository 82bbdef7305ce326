namespace ActorBackfill.Host.Failures;

/// <summary>A command cannot go on, and the person at the keyboard can do something about it.</summary>
public sealed class CommandException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
    /// <param name="code">The error's name for programs, kebab case: <c>job-held</c>.</param>
    /// <param name="message">One sentence with the values.</param>
    /// <param name="hint">What helps, mostly a command; null when the message says it.</param>
    /// <param name="inner">What it came from, or null.</param>
    public CommandException(int exitCode, string code, string message, string? hint = null, Exception? inner = null)
        : base(message, inner)
    {
        ExitCode = exitCode;
        Code = code;
        Hint = hint;
    }

    /// <summary>Gets what the process answers.</summary>
    public int ExitCode { get; }

    /// <summary>Gets the error's name for programs.</summary>
    public string Code { get; }

    /// <summary>Gets what helps, or null.</summary>
    public string? Hint { get; }

    /// <summary>Gets the single errors when there are several, each with its place; empty otherwise.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
