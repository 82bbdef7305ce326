using ActorBackfill.Hocon;
using ActorBackfill.Host.Serving;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Stages;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Serving;

public sealed class ServeFileTests : IDisposable
{
    private const string Api = "serve = s\nsearch-types = [apn]\napi { job = a }\n";

    private readonly WorkDirectory _directory = new();

    [Fact]
    public void Limits_have_the_names_and_defaults_of_the_system_that_is_replaced()
    {
        var standard = Load(Api).Batch;
        var written = Load(Api + """
            batch_processing {
              max_concurrent_jobs = 3, max_concurrent_per_job = 5, enable_background_collection = true, enable_parallel_scraping = true
              api_batch_size = 50, api_rate_limit = 2.0, api_connection_pool_size = 20
              scraper_pool_size = 4, scraper_rate_limit = 1.0, scraper_timeout = 30.0
              cache_disabled = true, adaptive_rate_limiting = true, connection_pooling = true
            }
            """).Batch;

        Assert.Equal(standard, written);
        Assert.Equal(new BatchProcessing(), standard);
        Assert.Equal((4, 7), Load(Api + "batch_processing { max_concurrent_jobs = 4, scraper_pool_size = 7 }").Batch is var b ? (b.MaxConcurrentJobs, b.ScraperPoolSize) : default);
    }

    [Fact]
    public void All_jobs_of_a_file_may_have_one_sink_and_settings_in_common()
    {
        var definition = Load(Api + "sink = \"postgres://me@host/db\"\nset = [\"source.base=http://127.0.0.1:1\"]");

        Assert.Equal(("postgres://me@host/db", "source.base=http://127.0.0.1:1"), (definition.Sink, Assert.Single(definition.Overlays)));
        Assert.Null(Load(Api).Sink);
    }

    [Theory]
    [InlineData("sink = \" \"", "sink: expected a file, or postgres://user@host:port/database")]
    [InlineData("sink = \"postgres://me:secret@host:port/db\"", "sink: its port is no number from 1 to 65,535")]
    [InlineData("set = [base]", "set: expected at most 100 texts key=value")]
    public void A_sink_or_a_setting_that_is_none_is_said_without_its_password(string line, string expected)
    {
        var error = Assert.Single(Assert.Throws<HoconException>(() => Load(Api + line)).Errors);
        Assert.Equal(4, error.Position.Line);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_place()
    {
        var error = Assert.Throws<HoconException>(() => Load("""
            serve = s
            search-types = [apn]
            batch_processing { max_concurrent_jobs = 0, cache_disabled = false, api_batchsize = 5 }
            scraper { taxes { job = p } }
            """));

        Assert.Equal([3, 3, 3, 4], error.Errors.Select(e => e.Position.Line).Order());
        Assert.Contains(error.Errors, e => e.ToString().Contains("there is no cache that could be used", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PropertySearch", "Intelligent", true, "")]
    [InlineData("TaxDataCollection", "ApiOnly", true, "job_type")]
    [InlineData("TaxDataCollection", "Intelligent", false, "job_type")]
    [InlineData("PropertySearch", "ScrapingOnly", false, "parameters.enable_scraping job_type")]
    public void What_nobody_can_answer_is_refused_when_it_is_submitted(string type, string mode, bool scraping, string fields)
    {
        var definition = Load(Api + "scraper { property_details { job = p }, tax_data { job = q } }");
        var request = new JobRequest
        {
            JobType = Enum.Parse<JobType>(type),
            SearchType = "apn",
            ProcessingMode = Enum.Parse<ProcessingMode>(mode),
            Parameters = new JobParameters { EnableScraping = scraping },
        };

        Assert.Equal(fields, string.Join(' ', new WantedData(request, definition).Problems().Select(p => p.Field)));
    }

    public void Dispose() => _directory.Dispose();

    private ServeDefinition Load(string text)
    {
        _directory.Write("serve.conf", text);
        return ServeFile.Load(_directory.File("serve.conf"), []);
    }
}
