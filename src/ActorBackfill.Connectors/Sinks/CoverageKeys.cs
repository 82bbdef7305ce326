using System.Data.Common;
using System.Globalization;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>Reads what a gate counts: keys, and the rows each has.</summary>
public static class CoverageKeys
{
    /// <summary>The most keys of one set; a gate of more is over the wrong column.</summary>
    public const int Most = 10_000_000;

    /// <summary>Reads keys from the first column, and rows from the second when it has whole numbers.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="where">The database, for the message.</param>
    /// <param name="value">How the database's values are read.</param>
    internal static IReadOnlyDictionary<string, long?> Read(DbDataReader rows, string where, Func<object, object?> value)
    {
        var keys = new Dictionary<string, long?>(StringComparer.Ordinal);
        while (rows.Read())
        {
            if (rows.IsDBNull(0))
            {
                continue;
            }

            if (keys.Count == Most)
            {
                throw new BackfillException(FailureCategory.Oversize, $"{where}: more than {Most} different keys");
            }

            var key = Convert.ToString(value(rows.GetValue(0)), CultureInfo.InvariantCulture)!;
            keys[key] = rows.FieldCount > 1 && !rows.IsDBNull(1) && value(rows.GetValue(1)) is long count ? count : null;
        }

        return keys;
    }
}
