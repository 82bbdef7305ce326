using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads <c>source { type = http|files|sql|browser, ... }</c>.</summary>
internal sealed class SourceReader(Templates templates)
{
    private static readonly string[] OfHttp =
    [
        "base", "params", "headers", "paging", "error", "not-found", "timeout", "idle-timeout", "min-progress", "limit", "allow-origins", "allow-private", "tls",
        "blocked", "html", "contact", "jitter", "batch",
    ];

    private static readonly string[] OfFiles = ["where", "missing"];
    private static readonly string[] OfSql = ["query", "queries", "first", "dsn", "password"];
    private static readonly string[] OfBrowser = ["browser"];

    public SourceDefinition? Read(HoconObjectReader job)
    {
        var reader = job.Object("source");
        if (job.Value("source") is not HoconObject)
        {
            return null;
        }

        if (!reader.Has("type"))
        {
            reader.Error("type", "is missing: http, files, sql or browser");
        }

        switch (reader.OptionalChoice<SourceKind>("type"))
        {
            case SourceKind.Http:
                RefuseKeys(reader, SourceKind.Files, OfFiles);
                RefuseKeys(reader, SourceKind.Sql, OfSql);
                RefuseKeys(reader, SourceKind.Browser, OfBrowser);
                return new HttpSourceReader(templates).Read(reader);
            case SourceKind.Browser:
                RefuseKeys(reader, SourceKind.Files, OfFiles);
                RefuseKeys(reader, SourceKind.Sql, OfSql);
                return new HttpSourceReader(templates).Read(reader, isBrowser: true);
            case SourceKind.Files:
                RefuseKeys(reader, SourceKind.Http, OfHttp);
                RefuseKeys(reader, SourceKind.Sql, OfSql);
                RefuseKeys(reader, SourceKind.Browser, OfBrowser);
                return new FilesSourceReader(templates).Read(reader);
            case SourceKind.Sql:
                RefuseKeys(reader, SourceKind.Http, [.. OfHttp.Where(key => key != "timeout"), "format"]);
                RefuseKeys(reader, SourceKind.Files, OfFiles);
                RefuseKeys(reader, SourceKind.Browser, OfBrowser);
                return new SqlSourceReader(templates).Read(reader);
            default:
                // Which keys belong here is not known; to call all of them unknown would bury the one error.
                _ = reader.Members();
                return null;
        }
    }

    private static void RefuseKeys(HoconObjectReader reader, SourceKind other, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (reader.Has(key))
            {
                reader.Error(key, $"is a key of type = {other.ToString().ToLowerInvariant()}");
            }
        }
    }
}
