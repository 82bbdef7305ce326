using System.Collections.Immutable;

namespace ActorBackfill.Hocon;

/// <summary>What a text is parsed with. Every bound ends in an error with a position, never in a hang.</summary>
public sealed record HoconParseOptions
{
    /// <summary>Gets all defaults.</summary>
    public static HoconParseOptions Default { get; } = new();

    /// <summary>
    /// Gets <c>key.path=value</c> or <c>key.path+=value</c> texts laid over the file before substitutions are resolved. A value that
    /// starts with <c>"</c>, <c>[</c>, <c>{</c> or <c>${</c> is HOCON; any other is taken as it stands, so that an address needs no quotes.
    /// </summary>
    public ImmutableArray<string> Overlays { get; init; } = [];

    /// <summary>Gets settings as in <see cref="Overlays"/>, laid under them, each with the name used in positions: the environment variable that gave it, say.</summary>
    public ImmutableArray<HoconText> NamedOverlays { get; init; } = [];

    /// <summary>Gets texts laid under the file before substitutions are resolved, the weakest first; for example the reference configuration.</summary>
    public ImmutableArray<HoconText> Underlays { get; init; } = [];

    /// <summary>Gets an object laid under everything else; default none.</summary>
    public HoconObject? Fallback { get; init; }

    /// <summary>Gets the folder that includes may not leave, symbolic links followed. Default: the file's folder; for a text, null: no includes.</summary>
    public string? IncludeRoot { get; init; }

    /// <summary>Gets what a substitution is looked up in when no key matches: its path joined by dots. Default null: nothing.</summary>
    public Func<string, string?>? Environment { get; init; }

    /// <summary>Gets the levels of objects, lists and path elements; 1 to 256, default 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Gets the bytes of all files or texts together; default 4 MiB.</summary>
    public int MaxBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Gets the number of files included, all together; default 64.</summary>
    public int MaxIncludes { get; init; } = 64;

    /// <summary>
    /// Gets the characters and values of the result, parts reached through several substitutions counted each time; default 16 Mi.
    /// It ends documents that double in size with every line.
    /// </summary>
    public long MaxResolvedSize { get; init; } = 16L * 1024 * 1024;

    /// <summary>Gets the steps spent on substitutions; default 10,000,000, some seconds at most.</summary>
    public long MaxSteps { get; init; } = 10_000_000;
}
