using System.Globalization;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Doctoring;

/// <summary>What is the same for every job of the machine.</summary>
internal static class MachineChecks
{
    // Each worker has a connection and a file or two; 256 are the default of old systems.
    private const long FewFiles = 512;

    // This program was not written before; a clock that says so is wrong.
    private static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Looks.</summary>
    /// <param name="now">What the clock says.</param>
    public static IEnumerable<Finding> Of(DateTimeOffset now)
    {
        yield return Sqlite(SqliteVersion.Loaded());
        yield return Clock(now);
        yield return TimeZones();
        if (OpenFiles() is { } files)
        {
            yield return files;
        }
    }

    /// <summary>Judges the SQLite that is loaded.</summary>
    public static Finding Sqlite(SqliteVersion version) => version.HasWalResetBug
        ? Finding.Warning(
            "sqlite",
            $"{version.Text} ({version.Source.Split(' ')[0]}) has the WAL-reset bug: two that write or checkpoint one file at once can lose commits",
            "This program has one writer a file and a lock between processes. Let nothing else write to sink or journal while a run goes on.")
        : Finding.Ok("sqlite", $"{version.Text} ({version.Source.Split(' ')[0]}); sink and journal are synced at every commit (synchronous = FULL)");

    /// <summary>Judges the clock by itself.</summary>
    public static Finding Clock(DateTimeOffset now) => now < Earliest || now > Latest
        ? Finding.Problem("clock", $"it says {Wording.Instant(now)}, which cannot be", "Set the clock: open periods and certificates are judged by it.", Failures.ExitCode.Usage)
        : Finding.Ok("clock", $"it says {Wording.Instant(now)}");

    private static Finding TimeZones()
    {
        try
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
            return Finding.Ok("zones", $"time zone data is there; this machine's is {PlainText.Of(TimeZoneInfo.Local.Id, 60)}, {zone.Id} is known");
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return Finding.Warning("zones", "there is no time zone data", "Install tzdata if a job names a time zone; without one everything is UTC.");
        }
    }

    private static Finding? OpenFiles()
    {
        try
        {
            var line = File.ReadLines("/proc/self/limits").FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
            var soft = line?["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
            return soft is null ? null : long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most < FewFiles
                ? Finding.Warning("files", $"a process may have {most} files open", "ulimit -n 4096: every worker has connections of its own.")
                : Finding.Ok("files", $"a process may have {soft} files open");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not Linux: nothing to say.
            return null;
        }
    }
}
