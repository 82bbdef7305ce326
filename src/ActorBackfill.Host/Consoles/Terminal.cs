using System.Text;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Host.Consoles;

/// <summary>The process's three streams and what is known about them. Tests put their own text writers in.</summary>
public sealed class Terminal
{
    private readonly Lock _lock = new();

    /// <summary>Gets where the result goes, and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Gets where progress, notes, questions and errors go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Gets why the result could not be written, null when it could: a closed stream, a full disk.</summary>
    public Func<string?> OutFailure { get; init; } = static () => null;

    /// <summary>Gets where answers come from.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Gets whether a person watches <see cref="Error"/>.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Gets whether a person can answer.</summary>
    public bool InIsTerminal { get; init; }

    /// <summary>Gets an environment variable; null when it is missing.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Gets all environment variables.</summary>
    public Func<IEnumerable<KeyValuePair<string, string>>> Variables { get; init; } = () => [];

    /// <summary>Gets the width in columns of what <see cref="Error"/> is shown on.</summary>
    public Func<int> Width { get; init; } = () => 80;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the directory that relative paths start from.</summary>
    public string Directory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Gets what registers the processors of a program that embeds this one, beside those of the project. Does nothing by default.</summary>
    public Action<ProcessorRegistry> Register { get; init; } = static _ => { };

    /// <summary>Gets whether a question can be put: a person sees it and can answer.</summary>
    public bool CanAsk => InIsTerminal && ErrorIsTerminal;

    /// <summary>Gets how the program was called, for commands that are shown to people: <c>./backfill</c>.</summary>
    public string CommandName => Variable("BACKFILL_COMMAND") is { Length: > 0 } name ? name : "backfill";

    /// <summary>Gets whether escape sequences may be written to <see cref="Error"/>: a terminal, not a dumb one, and NO_COLOR is not set.</summary>
    public bool HasColor => ErrorIsTerminal && !IsDumb && string.IsNullOrEmpty(Variable("NO_COLOR"));

    /// <summary>Gets whether <see cref="Error"/> can redraw a line.</summary>
    public bool CanRedraw => ErrorIsTerminal && !IsDumb;

    private bool IsDumb => Variable("TERM") is "dumb";

    /// <summary>Gets the streams of this process.</summary>
    public static Terminal OfProcess()
    {
        // Own writers: Console.Out would flush after every piece of a line, and takes its encoding from LANG.
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
#pragma warning disable CA2000 // The streams live as long as the process.
        var result = new LastingStream(Console.OpenStandardOutput());
        var error = new LastingStream(Console.OpenStandardError());
#pragma warning restore CA2000
        return new Terminal
        {
            Out = new StreamWriter(result, utf8, 4096),
            Error = new StreamWriter(error, utf8, 1024) { AutoFlush = true },
            OutFailure = () => result.Failure,
            In = Console.In,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            InIsTerminal = !Console.IsInputRedirected,
            Variable = Environment.GetEnvironmentVariable,
            Variables = () => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
                .Select(v => KeyValuePair.Create((string)v.Key, v.Value as string ?? "")),
            Width = WidthOfConsole,
        };
    }

    /// <summary>Gets this terminal for work that has nobody to talk to: same directory, environment and clock, and no streams.</summary>
    public Terminal Silent() => new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        Variable = Variable,
        Variables = Variables,
        Time = Time,
        Directory = Directory,
        Register = Register,
    };

    /// <summary>Writes one line to <see cref="Error"/>, whole even when several threads write.</summary>
    /// <param name="text">The line, without control characters from outside.</param>
    public void Note(string text)
    {
        lock (_lock)
        {
            Error.Write(text + "\n");
            Error.Flush();
        }
    }

    /// <summary>Writes a piece of text to <see cref="Error"/> as it is; for what redraws a line.</summary>
    /// <param name="text">Text and escapes.</param>
    public void Draw(string text)
    {
        lock (_lock)
        {
            Error.Write(text);
            Error.Flush();
        }
    }

    /// <summary>Writes one line of the result.</summary>
    /// <param name="text">The line.</param>
    public void Line(string text = "") => Out.Write(text + "\n");

    private static int WidthOfConsole()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
