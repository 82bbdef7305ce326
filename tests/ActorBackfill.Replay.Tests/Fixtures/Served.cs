using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Faults;
using ActorBackfill.Replay.Files;

namespace ActorBackfill.Replay.Tests.Fixtures;

/// <summary>A server on a free port with a table of people, and a client of it.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly DataFolder _folder;

    private Served(DataFolder folder, ReplayServer server)
    {
        _folder = folder;
        Server = server;
        Client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = server.BaseAddress };
    }

    public ReplayServer Server { get; }

    public HttpClient Client { get; }

    public string LogFile => _folder.PathOf("access.ndjson");

    /// <summary>Serves <c>/people</c>: rows with id 1 to the count, and a team that is red for odd ids.</summary>
    public static Task<Served> PeopleAsync(int count, ReplayOptions? options = null, TimeProvider? time = null, params string[] faults) =>
        StartAsync(
            folder => [new FilesResource("people", [folder.Write("people.csv", People(count))], FileFormat.Csv)],
            (options ?? new ReplayOptions()) with { Faults = [.. faults.Select(Fault)] },
            time);

    public static async Task<Served> StartAsync(
        Func<DataFolder, ImmutableArray<ResourceDefinition>> resources, ReplayOptions? options = null, TimeProvider? time = null, bool gzip = false)
    {
        var folder = new DataFolder();
        try
        {
            var definition = new ReplayDefinition { Resources = resources(folder), Gzip = gzip };
            var logged = (options ?? new ReplayOptions()) with { AccessLog = folder.PathOf("access.ndjson") };
            return new Served(folder, await ReplayServer.StartAsync(definition, logged, time));
        }
        catch
        {
            // What is wrong with the data is what many a test is about.
            folder.Dispose();
            throw;
        }
    }

    public static FaultRule Fault(string text) => FaultRule.Parse(text, out var error) ?? throw new ArgumentException(error);

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement;
    }

    /// <summary>Follows next links from a path to the end, at most so many pages.</summary>
    public async Task<List<JsonElement>> PagesAsync(string path, int most = 1_000)
    {
        var pages = new List<JsonElement>();
        for (string? next = path; next is not null && pages.Count < most; next = pages[^1].GetProperty("next").GetString())
        {
            pages.Add(await GetAsync(next));
        }

        return pages;
    }

    public static List<string> Ids(IEnumerable<JsonElement> pages) =>
        [.. pages.SelectMany(page => page.GetProperty("items").EnumerateArray()).Select(item => item.GetProperty("id").GetString()!)];

    public List<JsonElement> LogLines()
    {
        using var file = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    private static string People(int count)
    {
        var text = new StringBuilder("id,name,team,score\n");
        for (var id = 1; id <= count; id++)
        {
            text.Append($"{id},Zoë {id},{(id % 2 == 1 ? "red" : "blue")},{(id % 5 == 0 ? "" : $"{id * 10}")}\n");
        }

        return text.ToString();
    }
}
