namespace ActorBackfill.Architecture.Tests.AkkaSignatures;

/// <summary>The assemblies that the build of this project has put beside the projects it names.</summary>
internal static class Built
{
    // The bench stands above all of src; the others bring their own sources and the test kit.
    private static readonly string[] Projects = ["bench", "tests/ActorBackfill.Engine.Tests", "tests/ActorBackfill.Simulation.Tests"];

    private static readonly string[] Outputs = [.. Projects.Select(Output)];

    /// <summary>Gets ours that may use Akka.</summary>
    public static IReadOnlyList<string> Users => Files(name => name.StartsWith("ActorBackfill.", StringComparison.Ordinal) || name == "backfill");

    /// <summary>Gets Akka's, whichever provider built them.</summary>
    public static IReadOnlyList<string> AkkaAssemblies => Files(name => name == "Akka" || name.StartsWith("Akka.", StringComparison.Ordinal));

    private static string[] Files(Func<string, bool> isWanted) =>
    [
        .. Outputs.SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll"))
            .Where(path => isWanted(Path.GetFileNameWithoutExtension(path)))
            .GroupBy(Path.GetFileName, StringComparer.Ordinal)
            .Select(paths => paths.First()),
    ];

    // bin/<configuration>/<framework> as of this test's own assembly.
    private static string Output(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, project, "bin", own.Parent!.Name, own.Name);
    }
}
