using System.Text.Json;

namespace ActorBackfill.Replay.Tables;

/// <summary>A value of an added column.</summary>
/// <param name="Text">As text.</param>
/// <param name="Json">As the document has it; null where it is a text.</param>
internal readonly record struct AddedValue(string Text, JsonElement? Json);
