using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Dashboards;

/// <summary>Says where a sink is as pages may: its kind and the name of its file, or server and database; no path, no user, no settings.</summary>
internal static class SinkPlace
{
    /// <summary>Gets the place of a job's sink.</summary>
    /// <param name="job">The job.</param>
    public static string Of(LoadedJob job)
    {
        if (job.Definition.Sink is SqliteSinkDefinition)
        {
            return $"SQLite, {Path.GetFileName(job.SinkPath)}";
        }

        var address = job.SinkPath;
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var end = address.IndexOf('?', StringComparison.Ordinal);
        var place = address[(start < 0 ? 0 : start + 3)..(end < 0 ? address.Length : end)];
        return $"PostgreSQL, {place[(place.LastIndexOf('@') + 1)..]}";
    }
}
