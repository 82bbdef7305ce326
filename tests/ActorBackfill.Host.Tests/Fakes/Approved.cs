namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>Compares a text with a file of the test project; a change is a diff to read, never accepted by itself.</summary>
internal static class Approved
{
    public static void Matches(string text, string file)
    {
        var path = Path.Combine(ProjectDirectory(), file + ".approved.txt");
        var approved = File.Exists(path) ? File.ReadAllText(path) : "";
        if (approved != text)
        {
            File.WriteAllText(Path.Combine(ProjectDirectory(), file + ".received.txt"), text);
        }

        Assert.Equal(approved, text);
    }

    // Not by the caller's path: a build in continuous integration writes another one into the assembly.
    private static string ProjectDirectory()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "ActorBackfill.Host.Tests.csproj")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("no test project above " + AppContext.BaseDirectory);
        }

        return directory;
    }
}
