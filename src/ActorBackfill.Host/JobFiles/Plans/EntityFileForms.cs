namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>What the ending of a file's name says about it.</summary>
internal static class EntityFileForms
{
    /// <summary>Gets whether a file has columns: CSV and NDJSON do, plain lines do not.</summary>
    public static bool NeedsColumn(string path) =>
        Path.GetExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path).ToLowerInvariant() is ".csv" or ".ndjson" or ".jsonl";
}
