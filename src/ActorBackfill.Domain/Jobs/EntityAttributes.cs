using System.Collections.Immutable;

namespace ActorBackfill.Domain.Jobs;

/// <summary>What else is known of the values of a list: one column an attribute, <c>{player.team}</c>. Immutable.</summary>
/// <param name="Names">The attributes' names.</param>
/// <param name="Columns">For each name its values, in the order of the list; null where an entity has none.</param>
public sealed record EntityAttributes(ImmutableArray<string> Names, ImmutableArray<ImmutableArray<string?>> Columns)
{
    /// <summary>Gets the attributes of a list that has none.</summary>
    public static EntityAttributes None { get; } = new([], []);

    /// <summary>Gets an attribute of an entity; an empty text when it has none there, null when there is no such attribute.</summary>
    /// <param name="place">The entity's place in the list.</param>
    /// <param name="name">The attribute.</param>
    public string? ValueOf(int place, string name) => Names.IndexOf(name) is >= 0 and var column ? Columns[column][place] ?? "" : null;
}
