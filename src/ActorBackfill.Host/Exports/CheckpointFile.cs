using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Exports;

/// <summary>A checkpoint file as somebody wrote it: ours, or another program's with the same members.</summary>
/// <param name="Job">The job's name, member <c>job_name</c>; null when it has none.</param>
/// <param name="Completed">Member <c>completed_dates</c>: days that are said to be done, each once, in their order.</param>
internal sealed record CheckpointFile(string? Job, ImmutableArray<DateOnly> Completed)
{
    private const long MostBytes = 64L << 20;

    /// <summary>Reads a file. Members beyond those that are needed are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CommandException">It cannot be read, or is no checkpoint file: exit 2, every problem at once.</exception>
    public static CheckpointFile Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            using var document = file.Exists && file.Length > MostBytes
                ? throw new IOException($"it has {file.Length} bytes, more than {MostBytes}")
                : JsonDocument.Parse(File.ReadAllText(path));
            return Read(document.RootElement, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Wrong(path, e.Message, e);
        }
    }

    private static CheckpointFile Read(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("completed_dates", out var dates) || dates.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(path, "it has no list 'completed_dates'");
        }

        var (days, problems) = (new SortedSet<DateOnly>(), new List<string>());
        foreach (var date in dates.EnumerateArray())
        {
            if (date.ValueKind == JsonValueKind.String
                && DateOnly.TryParseExact(date.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                days.Add(day);
            }
            else
            {
                problems.Add(PlainText.Of(date.GetRawText(), 50));
            }
        }

        return problems.Count > 0
            ? throw Wrong(path, $"'completed_dates' has {Wording.Count(problems.Count, "element")} that are no dates yyyy-mm-dd: {string.Join(", ", problems.Take(10))}")
            : new CheckpointFile(root.TryGetProperty("job_name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null, [.. days]);
    }

    private static CommandException Wrong(string path, string problem, Exception? inner = null) =>
        new(ExitCode.Usage, "checkpoint-file", $"{path} is no checkpoint file: {problem}", inner: inner);
}
