using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.CommandLine;

/// <summary>How a command talks.</summary>
/// <param name="Terminal">The streams.</param>
/// <param name="IsJson">The result is one JSON document, and so are errors.</param>
/// <param name="IsQuiet">Nothing but the result, questions and errors.</param>
/// <param name="IsVerbose">Log lines go to the standard error stream too.</param>
/// <param name="SaysYes">Questions are answered with yes.</param>
/// <param name="AsksNothing">Questions are not put (<c>--no-input</c>).</param>
public sealed record Talk(Terminal Terminal, bool IsJson, bool IsQuiet, bool IsVerbose, bool SaysYes, bool AsksNothing)
{
    /// <summary>Gets whether a question can be put.</summary>
    public bool CanAsk => !AsksNothing && Terminal.CanAsk;

    /// <summary>Writes a line to the standard error stream, unless only the result is wanted.</summary>
    /// <param name="text">The line.</param>
    public void Note(string text)
    {
        if (!IsQuiet && !IsJson)
        {
            Terminal.Note(text);
        }
    }

    /// <summary>Writes a line that matters even to scripts: a warning, a stop. Not under <c>--json</c>, whose reader gets it in the document.</summary>
    /// <param name="text">The line.</param>
    public void Warn(string text)
    {
        if (!IsJson)
        {
            Terminal.Note(text);
        }
    }
}
