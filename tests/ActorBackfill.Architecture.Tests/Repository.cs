namespace ActorBackfill.Architecture.Tests;

/// <summary>The files of the checkout that the tests run from.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    /// <summary>Gets files by ending, with paths from the root and forward slashes; build output is left out.</summary>
    internal static IEnumerable<string> Files(string folder, string ending) =>
        from path in Directory.EnumerateFiles(Path.Combine(Root, folder), "*" + ending, SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where !relative.Split('/').Any(part => part is "obj" or "bin")
        orderby relative
        select relative;

    internal static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorBackfill.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No ActorBackfill.sln above {AppContext.BaseDirectory}");
    }
}
