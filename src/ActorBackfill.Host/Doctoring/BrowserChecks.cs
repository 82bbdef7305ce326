using ActorBackfill.Connectors.Browser;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Doctoring;

/// <summary>The browser of a source that renders its pages: whether there is one, and what protects the machine from its pages.</summary>
internal static class BrowserChecks
{
    /// <summary>Looks.</summary>
    /// <param name="browser">What the job says of it.</param>
    public static Finding Of(BrowserDefinition browser) => ChromiumProgram.Find(browser.Executable, Environment.GetEnvironmentVariable) is not { } program
        ? Finding.Problem("browser", ChromiumProgram.Missing(browser.Executable), "On Debian: apt install chromium.", ExitCode.Usage)
        : Sandbox(program) is { } sandbox
            ? Finding.Warning("browser", sandbox, "Run it as a user: then Chromium shuts its pages in.")
            : Finding.Ok("browser", $"{program}, in its sandbox");

    /// <summary>Gets the words for a browser without its sandbox, or null when it has one.</summary>
    /// <param name="program">The browser.</param>
    public static string? Sandbox(string program) => Environment.IsPrivilegedProcess ? $"{program} runs without its sandbox, because this is root" : null;
}
