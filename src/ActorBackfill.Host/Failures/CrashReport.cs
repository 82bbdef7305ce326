using System.Runtime.InteropServices;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Failures;

/// <summary>Keeps what is needed to find a bug of ours, in a file that only its owner can read.</summary>
internal static class CrashReport
{
    /// <summary>Writes the report and gets the error that names it.</summary>
    /// <param name="exception">What nobody expected.</param>
    /// <param name="terminal">Whose clock and directory.</param>
    public static CommandException Of(Exception exception, Terminal terminal)
    {
        var message = $"internal error: {exception.GetType().Name}: {exception.Message}";
        try
        {
            return new CommandException(ExitCode.InternalError, "internal", message, $"This is a bug; the report is in {Write(exception, terminal)}", exception);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CommandException(ExitCode.InternalError, "internal", message, $"This is a bug; its report could not be written: {e.Message}", exception)
            {
                Details = exception.ToString().Split('\n'),
            };
        }
    }

    private static string Write(Exception exception, Terminal terminal)
    {
        var now = terminal.Time.GetUtcNow();
        var path = Path.Combine(Path.GetTempPath(), FormattableString.Invariant($"backfill-crash-{now:yyyyMMdd-HHmmss}-{Environment.ProcessId}.txt"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(path, options);
        file.WriteLine($"backfill {VersionVerb.Version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        file.WriteLine($"at {Wording.Instant(now)} in {terminal.Directory}");
        file.WriteLine(exception);
        return path;
    }
}
