using System.Security.Cryptography;
using System.Text;

namespace ActorBackfill.Connectors.Budgets;

/// <summary>Where the budgets of a user's sources are: one file a source, shared by all state directories.</summary>
public static class BudgetDirectory
{
    /// <summary>The environment variable that names another directory.</summary>
    public const string Variable = "BACKFILL_BUDGETS";

    // File names have 255 bytes; SQLite's own ending needs some of them.
    private const int LongestName = 150;

    /// <summary>
    /// Gets the directory: what <see cref="Variable"/> says, else <c>backfill/budgets</c> below <c>XDG_STATE_HOME</c> or
    /// <c>~/.local/state</c>; below the local application data on Windows.
    /// </summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static string Find(Func<string, string?> variable)
    {
        if (variable(Variable) is { Length: > 0 } named)
        {
            return Path.GetFullPath(named);
        }

        // The specification of these directories: a relative path is to be ignored.
        var state = variable("XDG_STATE_HOME") is { Length: > 0 } home && Path.IsPathRooted(home) ? home
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(state, "backfill", "budgets");
    }

    /// <summary>Gets the name of a source's budget: what the job calls it, else scheme, host and port of its address.</summary>
    /// <param name="budget">The job's <c>limit.budget</c>, or null.</param>
    /// <param name="address">The source's address.</param>
    public static string NameOf(string? budget, Uri address) =>
        budget ?? $"{address.Scheme}://{address.IdnHost.ToLowerInvariant()}:{address.Port}";

    /// <summary>Gets the file of a budget.</summary>
    /// <param name="directory">See <see cref="Find"/>.</param>
    /// <param name="name">See <see cref="NameOf"/>.</param>
    public static string FileOf(string directory, string name)
    {
        var file = Uri.EscapeDataString(name);
        file = file.Length <= LongestName ? file : $"{file[..100]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8))}";
        return Path.Combine(directory, file + ".db");
    }
}
