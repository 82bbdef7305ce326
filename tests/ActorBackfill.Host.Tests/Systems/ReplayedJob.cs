using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>A job of the project in a directory of its own, and the project's replay as its source.</summary>
internal sealed class ReplayedJob : IAsyncDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly ReplayServer _server;

    private ReplayedJob(WorkDirectory directory, ReplayServer server) => (_directory, _server) = (directory, server);

    public string Address => _server.BaseAddress.ToString().TrimEnd('/');

    public string Directory => _directory.Path;

    /// <summary>Starts a replay; the data is a folder's name below <c>ACTORBACKFILL_DATA</c>, and its absence skips the test.</summary>
    public static async Task<ReplayedJob> StartAsync(string replay, string? data = null, ReplayOptions? options = null)
    {
        var directory = new WorkDirectory();
        var definition = ReplayDefinition.Load(Path.Combine(JobFolders.Default()[0], "..", "replay", replay + ".conf"), data is null ? [] : [$"data={Data(data)}"]);
        var logged = (options ?? new ReplayOptions()) with { AccessLog = directory.File("access.ndjson") };
        return new ReplayedJob(directory, await ReplayServer.StartAsync(definition, logged));
    }

    /// <summary>A folder of the real data; skips the test, visibly, where it is not there.</summary>
    public static string Data(string name)
    {
        var root = Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA");
        Skip.If(string.IsNullOrEmpty(root), "ACTORBACKFILL_DATA is not set");
        var folder = Path.Combine(root!, name);
        Skip.IfNot(System.IO.Directory.Exists(folder), $"{folder} is not there");
        return folder;
    }

    public string File(string name) => _directory.File(name);

    /// <summary>Runs the job in this process, its source at the replay.</summary>
    public Task<(int Exit, RecordingTerminal Terminal)> RunAsync(string job, params string[] flags) => RunAsync(new RecordingTerminal(directory: Directory), job, flags);

    public async Task<(int Exit, RecordingTerminal Terminal)> RunAsync(RecordingTerminal terminal, string job, params string[] flags)
    {
        string[] sink = flags.Contains("--sink") ? [] : ["--sink", "sink.db"];
        var exit = await terminal.RunAsync(["run", job, "--set", "source.base=" + Address, .. sink, "--progress", "none", .. flags]);
        return (exit, terminal);
    }

    /// <summary>Gets the arguments of a run in a process of its own, its source at the replay.</summary>
    public string[] Arguments(string job, params string[] flags) => ["run", job, "--set", "source.base=" + Address, .. flags];

    /// <summary>Gets the content hash of what a sink has.</summary>
    public async Task<string?> HashAsync(string job, params string[] where)
    {
        var terminal = new RecordingTerminal(directory: Directory);
        Assert.Equal(ExitCode.Complete, await terminal.RunAsync(["verify", job, .. where, "--json"]));
        using var document = JsonDocument.Parse(terminal.Out);
        return document.RootElement.GetProperty("hash").GetString();
    }

    /// <summary>Runs the job and gets its report.</summary>
    public async Task<JsonElement> ReportAsync(string job, params string[] flags)
    {
        var (_, terminal) = await RunAsync(job, [.. flags, "--json"]);
        return JsonDocument.Parse(terminal.Out).RootElement;
    }

    /// <summary>Gets what the source was asked, in the order of the answers.</summary>
    public IReadOnlyList<Request> Requests()
    {
        using var reader = new StreamReader(new FileStream(File("access.ndjson"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Request.Parse)];
    }

    /// <summary>Gets rows of the sink; every value as text, NULL as "".</summary>
    public IReadOnlyList<string[]> Rows(string sql, string sink = "sink.db") => SqliteSinks.Read(File(sink), sql);

    /// <summary>Changes the sink behind the program's back.</summary>
    public void Tamper(string sql) => new SqliteSinks(Directory).Change("sink", sql);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }
}

/// <summary>One request as the source saw it.</summary>
internal sealed record Request(DateTimeOffset Start, DateTimeOffset End, string Path, string Query, int Status, int Concurrent)
{
    public static Request Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new Request(
            root.GetProperty("start").GetDateTimeOffset(), root.GetProperty("end").GetDateTimeOffset(), root.GetProperty("path").GetString()!,
            Uri.UnescapeDataString(root.GetProperty("query").GetString()!), root.GetProperty("status").GetInt32(), root.GetProperty("concurrent").GetInt32());
    }
}
