using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Journals;

/// <summary>The errors of journals.</summary>
internal static class JournalErrors
{
    /// <summary>Gets the error of a journal that cannot be used, with the command that helps.</summary>
    /// <param name="message">What was found, with the path.</param>
    /// <param name="repair">The command that rebuilds it.</param>
    /// <param name="inner">What it came from, or null.</param>
    public static CommandException Unusable(string message, string repair, Exception? inner = null) => new(
        ExitCode.JournalUnusable, "journal-unusable", message, "Rebuild it from the sink's ledger: " + repair, inner);

    /// <summary>Gets the error of a journal that a newer version wrote: it is left as it is.</summary>
    /// <param name="message">What was found, with the path.</param>
    public static CommandException Newer(string message) => new(
        ExitCode.JournalUnusable, "journal-newer", message, "Use that version; nothing was changed.");
}
