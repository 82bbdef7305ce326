using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ActorBackfill.Host.JobFiles;

/// <summary>
/// Which names a job file may give. Names become paths, SQL identifiers and URL parts; what is not on these lists is refused, so that
/// nothing has to be escaped later.
/// </summary>
internal static partial class JobNames
{
    // The verbs of the command line, those that later versions will have among them, and the word for the last run.
    private static readonly FrozenSet<string> Verbs = FrozenSet.Create(
        StringComparer.Ordinal,
        "adopt", "changes", "chaos", "completion", "config", "coordinator", "dashboard", "demo", "diff", "doctor", "eta", "failures", "gate", "heal", "help", "init",
        "journal", "last", "new", "park", "pause", "plan", "rate", "replay", "report", "resume", "retry", "run", "scale", "serve", "simulate", "status", "stop",
        "undo", "units", "unpause", "verify", "version", "waits", "why", "worker");

    /// <summary>Gets whether a name is a word of the command line.</summary>
    public static bool IsVerb(string name) => Verbs.Contains(name);

    /// <summary>Gets what is wrong with a job's name, or null.</summary>
    public static string? JobProblem(string name) =>
        !Job().IsMatch(name) ? "1 to 64 letters, digits, '.', '_' or '-', and no '.' first"
        : IsVerb(name) ? "is a verb of the command line"
        : null;

    /// <summary>Gets what is wrong with the name of a budget, or null.</summary>
    public static string? BudgetProblem(string name) => Job().IsMatch(name) ? null : "1 to 64 letters, digits, '.', '_' or '-', and no '.' first";

    /// <summary>Gets what is wrong with the name of a table or column, or null.</summary>
    public static string? SqlProblem(string name) =>
        name.StartsWith('_') || name.StartsWith("backfill_", StringComparison.OrdinalIgnoreCase) ? "names that start with '_' or 'backfill_' are ours"
        : name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase) ? "names that start with 'sqlite_' are the database's"
        : !Sql().IsMatch(name) ? "1 to 63 letters, digits or '_', and no digit first"
        : null;

    /// <summary>Gets what is wrong with the name of a dimension, or null.</summary>
    public static string? DimensionProblem(string name) =>
        Dimension().IsMatch(name) ? null : "1 to 32 letters, digits, '_' or '-', and a letter first";

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Job();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,62}\z")]
    private static partial Regex Sql();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,31}\z")]
    private static partial Regex Dimension();
}
