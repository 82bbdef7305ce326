using System.Globalization;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Journals;

/// <summary>The errors of journals.</summary>
internal static class JournalErrors
{
    // Less than one write of a busy run.
    private const long LeastRoom = 1 << 20;

    /// <summary>Gets the error of a journal that cannot be used, with the command that helps.</summary>
    /// <param name="message">What was found, with the path.</param>
    /// <param name="repair">The command that rebuilds it.</param>
    /// <param name="inner">What it came from, or null.</param>
    public static CommandException Unusable(string message, string repair, Exception? inner = null) => new(
        ExitCode.JournalUnusable, "journal-unusable", message, "Rebuild it from the sink's ledger: " + repair, inner);

    /// <summary>Gets the error of a journal that is right in itself, but cannot be written.</summary>
    /// <param name="reason">What <see cref="WhyUnwritable"/> said.</param>
    public static CommandException Unwritable(string reason) => new(
        ExitCode.JournalUnusable, "journal-unwritable", reason, "Give it room and the right to write, and run again; nothing was requested or changed.");

    /// <summary>Asks whether a journal that is right in itself cannot be written.</summary>
    /// <param name="path">The journal's file.</param>
    /// <returns>Why not, with the path and the room on its disk, as a sentence; null when it can be written.</returns>
    public static string? WhyUnwritable(string path)
    {
        try
        {
            var free = new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace;
            var room = string.Create(CultureInfo.InvariantCulture, $"{free / 1_048_576.0:#,0.#} MiB are free on its disk");
            return JournalFile.WriteProblem(path) is { } problem ? $"Journal {path} cannot be written ({problem}); {room}."
                : free < LeastRoom ? $"Journal {path} has no room: {room}."
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Journal {path} cannot be written ({e.Message}).";
        }
    }

    /// <summary>Gets the error of a journal that a newer version wrote: it is left as it is.</summary>
    /// <param name="message">What was found, with the path.</param>
    public static CommandException Newer(string message) => new(
        ExitCode.JournalUnusable, "journal-newer", message, "Use that version; nothing was changed.");
}
