using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Web;

/// <summary>Why a job cannot be shown now, though it is there: its file is wrong, or its journal cannot be read.</summary>
/// <param name="Text">What is wrong, one sentence with its place.</param>
public sealed record JobTrouble(string Text)
{
    /// <summary>Gets every single thing that is wrong, each with its place; empty when the text says it all.</summary>
    public ImmutableArray<string> Details { get; init; } = [];

    /// <summary>Gets the way out, a sentence or a command; null when the text says it.</summary>
    public string? Help { get; init; }

    /// <summary>Gets all of it on one line.</summary>
    public string Whole => string.Join(" ", ((IEnumerable<string?>)[Text, .. Details, Help]).OfType<string>());
}

/// <summary>Knows what exceptions mean for people.</summary>
public interface IExplainTrouble
{
    /// <summary>Gets what is wrong with a job.</summary>
    /// <param name="error">What was thrown when it was to be read.</param>
    /// <returns>Null when the exception is none that people can do something about: it is a bug.</returns>
    JobTrouble? Of(Exception error);
}
