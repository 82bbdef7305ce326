namespace ActorBackfill.Replay.Files;

/// <summary>One file of a resource, unpacked: a file of the disk or a member of an archive.</summary>
/// <param name="Name">What errors call it: its path; for a member the archive's path, a slash and the member's.</param>
/// <param name="Bytes">Its bytes, without a byte order mark.</param>
internal readonly record struct SourceFile(string Name, ReadOnlyMemory<byte> Bytes);
