using System.Text;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Tests.Serving;

public sealed class ServingEventsTests
{
    private const string At = "2026-03-01T10:00:00+00:00";

    // What older versions have written is read for ever: these texts never change.
    public static TheoryData<string, string> Written => new()
    {
        {
            "js1",
            $$$$"""{"id":"a1","at":"{{{{At}}}}","items":2,"request":{"jobType":"TaxDataCollection","searchType":"apn","processingMode":"ScrapingOnly","priority":"High","parameters":{"comprehensive":true,"enableScraping":true,"collectTaxData":true,"collectSalesData":false,"collectDocuments":false}}}"""
        },
        { "jb1", $$$"""{"id":"a1","at":"{{{At}}}"}""" },
        { "jc1", $$$"""{"id":"a1","at":"{{{At}}}"}""" },
        {
            "je1",
            $$$$"""{"id":"a1","at":"{{{{At}}}}","status":"Completed","figures":{"total":2,"successful":1,"failed":1,"errors":1,"api":{"units":2,"requests":3,"retries":1,"rows":1},"scraper":{"units":0,"requests":0,"retries":0,"rows":0}},"message":"one"}"""
        },
        { "je1", $$$"""{"id":"a1","at":"{{{At}}}","status":"Stopped"}""" },
        { "jm1", $$$"""{"id":"a1","at":"{{{At}}}","who":"ann (api from 127.0.0.1)","change":{"command":"pause"}}""" },
        { "jm1", $$$"""{"id":"a1","at":"{{{At}}}","who":"ann","change":{"command":"unpause"}}""" },
        { "jm1", $$$"""{"id":"a1","at":"{{{At}}}","who":"ann","change":{"command":"scale","workers":8}}""" },
        { "jm1", $$$"""{"id":"a1","at":"{{{At}}}","who":"ann","change":{"command":"scale"}}""" },
        { "jm1", $$$"""{"id":"a1","at":"{{{At}}}","who":"ann","change":{"command":"rate","perSecond":2.5}}""" },
        { "jm1", $$$"""{"id":"a1","at":"{{{At}}}","who":"ann","change":{"command":"stop","now":true}}""" },
        { "jm1", $$$"""{"id":"a1","at":"{{{At}}}","who":"ann","change":{"command":"resume"}}""" },
        { "jm1", $$$"""{"id":"a1","at":"{{{At}}}","who":"ann","change":{"command":"cancel"}}""" },
        { "jm1", $$$"""{"id":"a1","at":"{{{At}}}","who":"ann","change":{"command":"retry","units":2,"reason":"group 3"}}""" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Events_are_read_and_written_as_ever(string manifest, string json)
    {
        var @event = ServingCodec.Read(Encoding.UTF8.GetBytes(json), manifest);

        Assert.Equal(manifest, ServingCodec.Manifest(@event));
        Assert.Equal(@event, ServingCodec.Read(ServingCodec.Write(@event), manifest));
        foreach (var member in System.Text.Json.JsonDocument.Parse(json).RootElement.EnumerateObject())
        {
            Assert.Contains($"\"{member.Name}\":{member.Value.GetRawText()}", Encoding.UTF8.GetString(ServingCodec.Write(@event)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_event_of_a_newer_version_is_not_passed_over() =>
        Assert.Throws<CorruptEventException>(() => ServingCodec.Read("{}"u8, "js9"));

    [Fact]
    public void Statistics_are_sums_of_what_jobs_ended_with()
    {
        var start = DateTimeOffset.UnixEpoch;
        var request = new JobRequest { JobType = JobType.PropertySearch, SearchType = "apn" };
        var book = new JobBook();
        foreach (var (id, seconds, successful) in ((string, double, int)[])[("a", 2.5, 2), ("b", 0.83, 1)])
        {
            book.Apply(new JobSubmitted(id, start, 3, request));
            book.Apply(new JobStarted(id, start));
            book.Apply(new JobEnded(id, start.AddSeconds(seconds), JobStatus.Completed, new JobFigures(3, successful, 3 - successful, 3 - successful, new(3, 4, 1, successful), SourceFigures.None), null));
        }

        book.Apply(new JobSubmitted("c", start, 10, request));
        var statistics = new JobStatistics(book.All);

        Assert.Equal(1, book.Open);

        Assert.Equal((3, 2, 1), (statistics.Total, statistics.Of(JobStatus.Completed), statistics.Of(JobStatus.Queued)));
        Assert.Equal((50.0, 1.67), (statistics.SuccessRatePercent, statistics.AverageJobSeconds));
        Assert.Equal(new SourceFigures(6, 8, 2, 3), statistics.Api);
    }
}
