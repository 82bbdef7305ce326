namespace ActorBackfill.Connectors.Browser;

/// <summary>Finds the browser that the machine has; none is ever downloaded.</summary>
public static class ChromiumProgram
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

    /// <summary>Gets the program's path, or null when there is none.</summary>
    /// <param name="named">What the job names, or null.</param>
    /// <param name="variable">Reads the environment, where the path is.</param>
    public static string? Find(string? named, Func<string, string?> variable)
    {
        if (named is not null)
        {
            return File.Exists(named) ? Path.GetFullPath(named) : null;
        }

        var folders = (variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var extension = OperatingSystem.IsWindows() ? ".exe" : "";
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + extension))).FirstOrDefault(File.Exists);
    }

    /// <summary>Gets the words for a browser that is not there.</summary>
    /// <param name="named">What the job names, or null.</param>
    public static string Missing(string? named) => named is not null
        ? $"there is no {named}"
        : $"no Chromium is found on the path ({string.Join(", ", Names)}); install one, or name it: source.browser.executable";
}
