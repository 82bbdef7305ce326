using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Processes;

public sealed class ReplayTests
{
    [Fact]
    public async Task A_replay_serves_until_it_is_told_to_end_and_logs_every_request()
    {
        using var directory = new WorkDirectory();
        directory.Write("rows.csv", "day,value\n2024-01-01,7\n2024-01-02,8\n");
        directory.Write("replay.conf", "needs { data = \"a folder\" }\nresources { rows { files = ${data}\"/rows.csv\" } }");
        using var process = BackfillProcess.Start(directory.Path, "replay", "replay.conf", "--set", "data=" + directory.Path, "--access-log", "access.ndjson");
        var address = (await process.OutLineAsync("listening on ")).Split(' ')[^1];

        using var client = new HttpClient();
        var text = await client.GetStringAsync(new Uri(address + "/rows?day=2024-01-02"));
        process.Signal(BackfillProcess.SigTerm);

        Assert.Equal(ExitCode.Terminated, await process.ExitAsync());
        using var document = JsonDocument.Parse(text);
        Assert.Equal("8", document.RootElement.GetProperty("items")[0].GetProperty("value").GetString());
        using var entry = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(directory.File("access.ndjson"))));
        Assert.Equal(200, entry.RootElement.GetProperty("status").GetInt32());
    }
}
