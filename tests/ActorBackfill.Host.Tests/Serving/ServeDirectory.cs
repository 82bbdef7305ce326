using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>A directory with a serve file and its two jobs: an API that answers one identifier a request, and pages.</summary>
internal sealed class ServeDirectory : IDisposable
{
    private readonly WorkDirectory _directory = new();

    public ServeDirectory(PropertySource source, string limits = "", bool isBatched = false)
    {
        var path = isBatched ? "/api\", batch { dimension = apn }, error = \"error" : "/api?apn={apn}";
        Write("api.conf", source, "api", "plan { apn { file = \"apns.txt\" } }", path, "properties", "[apn]");
        foreach (var page in (string[])["details", "tax", "sales", "documents"])
        {
            Write(page + ".conf", source, page, "plan { apn { values = [none] } }", $"/{page}?apn={{apn}}", "pages", "[apn, page]");
        }

        _directory.Write("serve.conf", $$"""
            serve = properties
            search-types = [apn]
            api { job = "{{_directory.File("api.conf")}}", delivers = [property_details] }
            scraper {
              property_details { job = "{{_directory.File("details.conf")}}" }
              tax_data { job = "{{_directory.File("tax.conf")}}" }
              sales_data { job = "{{_directory.File("sales.conf")}}" }
              documents { job = "{{_directory.File("documents.conf")}}" }
            }
            batch_processing { api_rate_limit = 1000, scraper_rate_limit = 1000, adaptive_rate_limiting = false, scraper_pool_size = 64, {{limits}} }
            """);
    }

    public string Path => _directory.Path;

    public string Journal => _directory.File(".backfill/.serve/properties/journal.db");

    public string File(string name) => _directory.File(name);

    public BackfillProcess Start(params IEnumerable<string> args) => BackfillProcess.Start(Path, ["serve", "serve.conf", "--port", "0", .. args]);

    public IReadOnlyList<string> Column(string table, string column) => new SinkFile(File("properties.db")).Column(table, column);

    public void Dispose() => _directory.Dispose();

    private void Write(string file, PropertySource source, string job, string plan, string path, string table, string key) => _directory.Write(file, $$"""
        job = {{job}}
        {{plan}}
        source { type = http, base = "{{source.Base}}", path = "{{path}}", items = "items[*]" }
        sink {
          type = sqlite, path = "{{_directory.File("properties.db")}}"
          tables { {{table}} { key = {{key}}, columns { apn = apn, owner = owner{{(table == "pages" ? ", page = page" : "")}} } } }
        }
        retry { max-attempts = 4, min-backoff = 5ms, max-backoff = 10ms }
        """);
}
