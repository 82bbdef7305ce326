using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies;

/// <summary>Bodies that are one JSON document. The document's own end proves that it is whole, except where its root is a bare number or word.</summary>
internal sealed class JsonBodyReader(ItemSelector selector, CapsDefinition caps, ItemPath? error = null) : IBodyReader
{
    /// <inheritdoc/>
    public BodyContent Read(ReadOnlySpan<byte> body, BodyOrigin origin)
    {
        var value = JsonText.Parse(BodyText.Strict(body, origin), caps.Depth, origin, origin.Place);
        if (origin.End == BodyEnd.Unknown && value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            throw new BackfillException(FailureCategory.Truncated, $"{origin.Place} has no length, and a bare value does not show whether it is whole");
        }

        var document = new Item(value);
        if (error?.Find(document) is { } found && ItemSelector.Says(found))
        {
            throw new BackfillException(FailureCategory.UnexpectedContent, $"{origin.Place} says at '{error.Text}': {BodyText.Plain(found.GetRawText())}");
        }

        return new BodyContent(document, selector.Select(document, origin));
    }
}
