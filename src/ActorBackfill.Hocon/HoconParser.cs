namespace ActorBackfill.Hocon;

/// <summary>Parses HOCON, lays overlays and fallbacks, follows includes and resolves substitutions.</summary>
public static class HoconParser
{
    /// <summary>Parses a text.</summary>
    /// <param name="text">The HOCON; empty is an empty object.</param>
    /// <param name="sourceName">The name used in positions.</param>
    /// <param name="options">Default <see cref="HoconParseOptions.Default"/>.</param>
    /// <exception cref="HoconException">The text, an include, an overlay or a substitution is wrong; carries all errors found.</exception>
    public static HoconObject Parse(string text, string sourceName = "<text>", HoconParseOptions? options = null)
    {
        options ??= HoconParseOptions.Default;
        var folder = options.IncludeRoot is null ? null : new HoconIncludeFolder(options.IncludeRoot);
        var file = folder is null ? null : Path.Combine(folder.Root, "<text>");
        return Compose(options, folder, document => document.ReadText(text, sourceName, file));
    }

    /// <summary>Parses a file, UTF-8 with or without a byte order mark.</summary>
    /// <param name="path">The file; positions name it as given here.</param>
    /// <param name="options">Default <see cref="HoconParseOptions.Default"/>.</param>
    /// <exception cref="HoconException">As <see cref="Parse"/>, and where the file cannot be read.</exception>
    public static HoconObject ParseFile(string path, HoconParseOptions? options = null)
    {
        options ??= HoconParseOptions.Default;
        var folder = new HoconIncludeFolder(options.IncludeRoot ?? Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
        return Compose(options, folder, document => document.ReadRootFile(path));
    }

    private static HoconObject Compose(HoconParseOptions options, HoconIncludeFolder? folder, Action<HoconDocument> read)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxDepth, 256);
        var document = new HoconDocument(options, folder) { IsUnder = true };
        if (options.Fallback is { } fallback)
            document.LayUnder(document.Root, fallback);
        foreach (var underlay in options.Underlays)
            document.ReadText(underlay.Text, underlay.Source, null);
        document.IsUnder = false;
        read(document);
        foreach (var overlay in options.NamedOverlays)
            HoconOverlay.Lay(document, overlay.Text, overlay.Source);
        foreach (var overlay in options.Overlays)
            HoconOverlay.Lay(document, overlay);
        document.Errors.ThrowIfAny();
        return new HoconResolver(document.Root, options, document.Errors).Resolve();
    }
}
