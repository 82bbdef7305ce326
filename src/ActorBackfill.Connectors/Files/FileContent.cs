using ActorBackfill.Domain.Items;

namespace ActorBackfill.Connectors.Files;

/// <summary>What a file, or a group of one, holds.</summary>
/// <param name="Items">Its items in the order of the file.</param>
/// <param name="SizeBytes">Bytes of the file, decompressed; 0 where they were read for another unit.</param>
internal sealed record FileContent(IReadOnlyList<Item> Items, long SizeBytes);
