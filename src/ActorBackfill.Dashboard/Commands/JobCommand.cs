using System.Text.Json;

namespace ActorBackfill.Dashboard.Commands;

/// <summary>A command from a page, or from a program with the token.</summary>
/// <param name="Job">The job's name, from outside.</param>
/// <param name="Body">An object; empty when nothing was sent.</param>
/// <param name="Via">Where it came from, for the journal: <c>dashboard from 127.0.0.1</c>.</param>
public sealed record JobCommand(string Job, JsonElement Body, string Via);

/// <summary>What became of a command.</summary>
/// <param name="Outcome">Done, or why not.</param>
/// <param name="Text">One sentence for people.</param>
public sealed record CommandAnswer(CommandOutcome Outcome, string Text)
{
    /// <summary>Gets what programs are told, an object, as the member <c>result</c>; null when the text says it all.</summary>
    public JsonElement? Result { get; init; }
}

/// <summary>How a command ends.</summary>
public enum CommandOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>What was sent is wrong.</summary>
    Invalid,

    /// <summary>There is no such job.</summary>
    NoSuchJob,

    /// <summary>The job is not running, or its run refuses.</summary>
    Refused,

    /// <summary>The run did not answer; nothing may have been changed.</summary>
    Unanswered,
}
