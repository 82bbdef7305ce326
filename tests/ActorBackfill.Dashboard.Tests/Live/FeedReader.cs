using System.Globalization;
using System.Text.Json;

namespace ActorBackfill.Dashboard.Tests.Live;

/// <summary>Reads a feed as a browser does.</summary>
internal sealed class FeedReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private FeedReader(HttpResponseMessage response, Stream stream) => (_response, _lines) = (response, new StreamReader(stream));

    public static async Task<FeedReader> OpenAsync(HttpClient client, string path, long? lastSeen = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastSeen is { } seen)
        {
            request.Headers.Add("Last-Event-ID", seen.ToString(CultureInfo.InvariantCulture));
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new FeedReader(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>Gets the lines of the next event or comment.</summary>
    public async Task<IReadOnlyList<string>> BlockAsync()
    {
        var lines = new List<string>();
        while (await _lines.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(5)) is { } line)
        {
            if (line.Length == 0)
            {
                return lines;
            }

            lines.Add(line);
        }

        throw new IOException("the feed has ended");
    }

    /// <summary>Gets the next event of the job.</summary>
    public async Task<(long Id, JsonElement Data)> EventAsync()
    {
        var lines = await BlockAsync();
        Assert.Equal("event: job", lines[1]);
        return (long.Parse(lines[0]["id: ".Length..], CultureInfo.InvariantCulture), JsonElement.Parse(lines[2]["data: ".Length..]));
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
