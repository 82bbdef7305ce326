using ActorBackfill.Domain.Items;

namespace ActorBackfill.Connectors.Bodies;

/// <summary>What a body says.</summary>
/// <param name="Document">The document that paths of paging ask, or null when the body is rows.</param>
/// <param name="Items">Its items.</param>
internal sealed record BodyContent(Item? Document, IReadOnlyList<Item> Items)
{
    /// <summary>Gets a body that says nothing.</summary>
    public static BodyContent Nothing { get; } = new(null, []);
}
