namespace ActorBackfill.Hocon;

/// <summary>One include statement.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Name">The file's name as written.</param>
/// <param name="IsRequired">Whether a missing file is an error.</param>
/// <param name="From">The including file; null for a text.</param>
internal sealed record HoconInclude(HoconPosition Position, string Name, bool IsRequired, HoconOrigin? From);
