using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Host.Listing;

/// <summary>The states of units by name: the outcomes, and <c>open</c> for a unit that has none.</summary>
internal static class UnitState
{
    /// <summary>The state of a unit without an outcome.</summary>
    public const string Open = "open";

    private static readonly string[] Outcomes = ["done", "empty", "skipped", "failed", "quarantined"];

    /// <summary>Gets all names.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Outcomes, Open];

    /// <summary>Gets the name.</summary>
    /// <param name="outcome">The outcome; null for none.</param>
    public static string Of(UnitOutcome? outcome) => outcome is { } known ? Outcomes[(int)known] : Open;

    /// <summary>Gets the outcome of a name; null for <see cref="Open"/>.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    public static UnitOutcome? Outcome(string name) => name == Open ? null : (UnitOutcome)Array.IndexOf(Outcomes, name);
}
