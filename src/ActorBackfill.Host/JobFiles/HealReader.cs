using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>heal { query }</c>.</summary>
internal static class HealReader
{
    public static string? Read(HoconObjectReader job)
    {
        if (job.OptionalObject("heal") is not { } reader)
        {
            return null;
        }

        var sql = reader.Text("query").Trim().TrimEnd(';').TrimEnd();
        if (reader.Has("query") && !sql.StartsWith("select", StringComparison.OrdinalIgnoreCase) && !sql.StartsWith("with", StringComparison.OrdinalIgnoreCase))
        {
            reader.Error("query", "expected one SELECT");
        }

        return sql;
    }
}
