using System.Text.RegularExpressions;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>Names of tables and columns on their way into SQL text: only what the job file's rule allows, and quoted.</summary>
internal static partial class SqlName
{
    /// <summary>Gets the name in quotes.</summary>
    /// <exception cref="SinkUnusableException">The name is not one that a job file may give.</exception>
    public static string Quote(string name) => Allowed().IsMatch(name)
        ? $"\"{name}\""
        : throw new SinkUnusableException($"'{name}' cannot be the name of a table or column: letters, digits and _, at most 63, not starting with a digit");

    /// <summary>Gets the name, in quotes, of the index on a table's <c>_unit</c>.</summary>
    public static string UnitIndex(string table) => $"\"backfill_unit_{Quote(table)[1..]}";

    /// <summary>Gets names in quotes, with commas.</summary>
    public static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,62}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
