using System.Collections.Immutable;
using System.Text;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Faults;
using ActorBackfill.Replay.Files;

namespace ActorBackfill.Connectors.Tests.Http;

/// <summary>The source against the project's own server, fault by fault.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-source-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("number")]
    [InlineData("link")]
    public async Task Every_kind_of_paging_brings_all_rows(string paging)
    {
        await using var server = await StartAsync();
        var unit = await Definition(server, paging).FetchAsync();
        Assert.Equal(Enumerable.Range(1, 25).Select(i => $"{i}"), unit.Items.Select(i => i.Value.GetProperty("id").GetString()));
        Assert.Equal(3, unit.Requests);
    }

    [Theory]
    [InlineData("500=1", FailureCategory.Transient)]
    [InlineData("429:3=1", FailureCategory.RateLimited)]
    [InlineData("retry-after-date=1", FailureCategory.RateLimited)]
    [InlineData("reset=1", FailureCategory.Truncated)]
    [InlineData("truncate=1", FailureCategory.Truncated)]
    [InlineData("short-length=1", FailureCategory.Truncated)]
    [InlineData("close-delimited=1", FailureCategory.Truncated)]
    [InlineData("no-last-chunk=1", FailureCategory.Truncated)]
    [InlineData("gzip-truncate=1", FailureCategory.Truncated)]
    [InlineData("gzip-corrupt=1", FailureCategory.Truncated)]
    [InlineData("html=1", FailureCategory.UnexpectedContent)]
    [InlineData("bomb=1", FailureCategory.Oversize)]
    [InlineData("deep=1", FailureCategory.Oversize)]
    [InlineData("endless=1", FailureCategory.Oversize)]
    [InlineData("blocked=1", FailureCategory.Blocked)]
    [InlineData("error-object=1", FailureCategory.UnexpectedContent)]
    [InlineData("empty=1", FailureCategory.UnexpectedContent)]
    [InlineData("invalid-utf8=1", FailureCategory.InvalidData)]
    [InlineData("cursor-loop=1", FailureCategory.UnexpectedContent)]
    [InlineData("page-ignored=1", FailureCategory.UnexpectedContent)]
    [InlineData("duplicate-page=1", FailureCategory.Truncated)]
    [InlineData("total-wrong=1", FailureCategory.Truncated)]
    public async Task Each_fault_of_the_server_has_its_category(string fault, FailureCategory category)
    {
        await using var server = await StartAsync(fault);
        var failure = await Definition(server, "link").FailureAsync();
        Assert.Equal((category, failure.Message), (failure.Category, failure.Message));
    }

    private static HttpSourceDefinition Definition(ReplayServer server, string paging) => Fetching.Definition(server.BaseAddress.ToString()) with
    {
        Path = "/people?_per_page=10",
        Paging = paging == "number" ? new PagingDefinition.PageNumber("_page", 1, "pages", "total") : new PagingDefinition.NextLink("next", "total"),
        RequestTimeout = TimeSpan.FromSeconds(20),
    };

    private Task<ReplayServer> StartAsync(params string[] faults)
    {
        var path = Path.Combine(_folder.FullName, "people.csv");
        File.WriteAllText(path, "id,name\n" + string.Concat(Enumerable.Range(1, 25).Select(i => $"{i},Zoë {i}\n")), Encoding.UTF8);
        var definition = new ReplayDefinition { Resources = [new FilesResource("people", [path], FileFormat.Csv)] };
        ImmutableArray<FaultRule> rules = [.. faults.Select(f => FaultRule.Parse(f, out var error) ?? throw new ArgumentException(error))];
        return ReplayServer.StartAsync(definition, new ReplayOptions { Faults = rules });
    }
}
