using System.Text.Json;

namespace ActorBackfill.Domain.Items;

/// <summary>One thing a source gave: a JSON value, and the item it was found in. CSV rows are objects whose values are text.</summary>
/// <param name="Value">The value; kept alive by itself, not by a pooled document.</param>
/// <param name="Parent">The enclosing item that a path stepped into, <c>^</c> in a path; null at the top.</param>
public sealed record Item(JsonElement Value, Item? Parent = null);
