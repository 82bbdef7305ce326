using System.Globalization;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Gates;

/// <summary>Reads what a gate expects: a file of keys, or a query.</summary>
internal static class ExpectedKeys
{
    private const string QueryPrefix = "query:";

    /// <summary>Reads the expected keys with the rows that each should have; null rows mean any number.</summary>
    /// <param name="expect">A file, a key a line and perhaps a comma and its rows; or <c>query:SQL</c> on a database.</param>
    /// <param name="database">The database that a query is put to.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <exception cref="CommandException">The file cannot be read, or a line is none: exit 2.</exception>
    public static IReadOnlyDictionary<string, long?> Read(string expect, ISinkDatabase database, string directory) => expect.StartsWith(QueryPrefix, StringComparison.Ordinal)
        ? database.Keys(expect[QueryPrefix.Length..])
        : File(Path.GetFullPath(expect, directory));

    private static Dictionary<string, long?> File(string path)
    {
        var keys = new Dictionary<string, long?>(StringComparer.Ordinal);
        var number = 0;
        try
        {
            foreach (var line in System.IO.File.ReadLines(path))
            {
                number++;
                var text = line.Trim('﻿', ' ', '\t', '\r');
                if (text.Length == 0 || text[0] == '#')
                {
                    continue;
                }

                var (key, rows) = Split(text, path, number);
                if (!keys.TryAdd(key, rows))
                {
                    throw new CommandException(ExitCode.Usage, "expected-set", $"{path}:{number}: '{key}' is expected twice");
                }

                if (keys.Count > CoverageKeys.Most)
                {
                    throw new CommandException(ExitCode.Usage, "expected-set", $"{path}: more than {CoverageKeys.Most} keys");
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, "expected-set", $"--expect {path}: {e.Message}", inner: e);
        }

        return keys;
    }

    private static (string Key, long? Rows) Split(string text, string path, int number)
    {
        var comma = text.LastIndexOf(',');
        if (comma < 0)
        {
            return (text, null);
        }

        return long.TryParse(text[(comma + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? (text[..comma].Trim(), rows)
            : throw new CommandException(ExitCode.Usage, "expected-set", $"{path}:{number}: '{text[(comma + 1)..]}' is no number of rows", "A line is a key, or a key, a comma and its rows.");
    }
}
