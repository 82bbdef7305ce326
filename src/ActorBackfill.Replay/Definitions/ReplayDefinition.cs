using System.Collections.Immutable;
using ActorBackfill.Hocon;

namespace ActorBackfill.Replay.Definitions;

/// <summary>What a <see cref="ReplayServer"/> serves, as a HOCON file describes it.</summary>
public sealed record ReplayDefinition
{
    /// <summary>The rows a page when nobody says otherwise.</summary>
    public const int DefaultPerPage = 1_000;

    /// <summary>Gets the resources. Block <c>resources</c>; at least one.</summary>
    public required ImmutableArray<ResourceDefinition> Resources { get; init; }

    /// <summary>Gets whether answers are packed for clients that accept gzip. Key <c>gzip</c>; not by default.</summary>
    public bool Gzip { get; init; }

    /// <summary>Gets the seed of the faults. Key <c>fault-seed</c>; any whole number from 0; 1 by default.</summary>
    public long FaultSeed { get; init; } = 1;

    /// <summary>Reads a definition and finds its files.</summary>
    /// <param name="path">The HOCON file.</param>
    /// <param name="overlays">Settings laid over it, each as <c>key=value</c>; what <c>--set</c> gives.</param>
    /// <returns>The definition; its files exist, but have not been read.</returns>
    /// <exception cref="HoconException">The file is wrong; carries every error with its place.</exception>
    public static ReplayDefinition Load(string path, IEnumerable<string> overlays)
    {
        var root = HoconParser.ParseFile(path, new HoconParseOptions { Overlays = [.. overlays] });
        return ReplayDefinitionReader.Read(root, Path.GetDirectoryName(path) ?? "");
    }
}
