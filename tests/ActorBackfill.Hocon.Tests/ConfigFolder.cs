namespace ActorBackfill.Hocon.Tests;

/// <summary>A folder of its own for one test, removed at its end.</summary>
internal sealed class ConfigFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("hocon-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    internal string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    internal HoconObject Parse(string text, HoconParseOptions? options = null) => HoconParser.ParseFile(Write("main.conf", text), options);

    /// <summary>Gets all error lines, with the folder's name taken out.</summary>
    internal string[] Errors(string text, HoconParseOptions? options = null) =>
        [.. Assert.Throws<HoconException>(() => Parse(text, options)).Errors
            .Select(error => error.ToString().Replace(Path + "/", "", StringComparison.Ordinal))];
}
