using System.Net;
using System.Text.Json;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>What pages say of a job that is there and cannot be read.</summary>
public sealed class WrongJobTests : IDisposable
{
    private static readonly string[] Parts = ["", "/calendar", "/units", "/units/date=2024-01-01/state=VIC", "/failures", "/workers", "/limits", "/runs", "/config", "/log"];

    private readonly ModelJob _job = new();

    [Fact]
    public async Task A_job_file_that_became_wrong_is_said_with_its_places_on_every_page()
    {
        await using var pages = await ShownPages.StartAsync(_job);
        Assert.Equal(HttpStatusCode.OK, (await pages.GetAsync("/jobs/model")).Status);
        File.AppendAllText(_job.JobFile, "\nworkers = many\nretry { max-attempts = 0 }\n");
        File.SetLastWriteTimeUtc(_job.JobFile, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        foreach (var part in Parts)
        {
            var (status, page) = await pages.GetAsync("/jobs/model" + part, "text/html");
            Assert.Equal((part, HttpStatusCode.ServiceUnavailable), (part, status));
            Assert.Matches(@"<code>[^<]*model\.conf:5:\d+: [^<]*workers", page);
            Assert.Matches(@"<code>[^<]*model\.conf:6:\d+: [^<]*max-attempts", page);
            Assert.Contains("<h1>model cannot be read</h1>", page, StringComparison.Ordinal);
            Assert.Contains("href=\"/jobs/model/runs\"", page, StringComparison.Ordinal);
        }

        var (_, list) = await pages.GetAsync("/", "text/html");
        Assert.Contains("unreadable", list, StringComparison.Ordinal);
        Assert.Matches(@"model\.conf:5:\d+: ", list);
        var (refused, problem) = await pages.GetAsync("/jobs/model/feed?regions=counts");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused);
        Assert.Equal(2, JsonElement.Parse(problem).GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_is_said_with_the_command_that_mends_it()
    {
        File.WriteAllText(_job.Job.Paths.Journal, "this is no database, and long enough to be looked at as one");
        await using var pages = await ShownPages.StartAsync(_job);

        // The configuration is that of the file.
        foreach (var part in Parts.Except(["/config"]))
        {
            var (status, page) = await pages.GetAsync("/jobs/model" + part, "text/html");
            Assert.Equal((part, HttpStatusCode.ServiceUnavailable), (part, status));
            Assert.Contains("journal.db", page, StringComparison.Ordinal);
            Assert.Contains("backfill journal repair", page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await pages.GetAsync("/jobs/model/feed?regions=counts")).Status);
        Assert.Equal(HttpStatusCode.OK, (await pages.GetAsync("/jobs/model/config")).Status);
    }

    public void Dispose() => _job.Dispose();
}
