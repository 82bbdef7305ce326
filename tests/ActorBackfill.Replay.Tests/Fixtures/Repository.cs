namespace ActorBackfill.Replay.Tests.Fixtures;

/// <summary>Where the checkout and the real data stand.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A folder of the real data; skips the test, visibly, where it is not there.</summary>
    public static string Data(string name)
    {
        var root = Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA");
        Skip.If(string.IsNullOrEmpty(root), "ACTORBACKFILL_DATA is not set");
        var folder = Path.Combine(root!, name);
        Skip.IfNot(Directory.Exists(folder), $"{folder} is not there");
        return folder;
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ActorBackfill.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no checkout around the tests"));
}
