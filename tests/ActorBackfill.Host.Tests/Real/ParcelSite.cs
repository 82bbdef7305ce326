using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Serving;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Faults;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>The replay of parcels, a folder to work in, and the oracles.</summary>
internal sealed class ParcelSite : IAsyncDisposable
{
    private const string LogName = "access.ndjson";

    /// <summary>The name of the sink that runs fill and oracles are held against.</summary>
    public const string Sink = "properties";

    private static readonly string? Data = Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA") is { Length: > 0 } data
        && Directory.Exists(Path.Combine(data, "sf_parcels")) && Directory.Exists(Path.Combine(data, "lebanon_nh_parcels")) ? data : null;

    private readonly WorkDirectory _directory;
    private readonly ReplayServer _server;

    private ParcelSite(WorkDirectory directory, ReplayServer server, TestSinks sinks) => (_directory, _server, Sinks) = (directory, server, sinks);

    /// <summary>Gets its address, as job files have it.</summary>
    public string Base => _server.BaseAddress.ToString().TrimEnd('/');

    /// <summary>Gets the folder to work in.</summary>
    public string Folder => _directory.Path;

    /// <summary>Gets the sinks of its runs.</summary>
    public TestSinks Sinks { get; }

    /// <summary>Gets the log of its requests; whole when it has ended.</summary>
    public string AccessLog => _directory.File(LogName);

    public static Task<ParcelSite> StartAsync(params string[] faults) => StartAsync(TimeSpan.Zero, faults);

    public static Task<ParcelSite> StartAsync(TimeSpan latency, params string[] faults) => StartAsync(directory => new SqliteSinks(directory), latency, faults);

    public static async Task<ParcelSite> StartAsync(Func<string, TestSinks> sinks, TimeSpan latency, params string[] faults)
    {
        Skip.If(Data is null, "ACTORBACKFILL_DATA names no folder with sf_parcels and lebanon_nh_parcels");
        var definition = ReplayDefinition.Load(Path.Combine(JobFolders.Default()[0], "..", "replay", "parcels.conf"), ["data=" + Data]);
        var directory = new WorkDirectory();
        var options = new ReplayOptions { Faults = [.. faults.Select(f => FaultRule.Parse(f, out _)!)], Latency = latency, AccessLog = directory.File(LogName) };
        return new ParcelSite(directory, await ReplayServer.StartAsync(definition, options), sinks(directory.Path));
    }

    /// <summary>Starts the server of the project's serve file over these pages.</summary>
    /// <param name="settings">What is laid over it.</param>
    /// <param name="flags">Further flags.</param>
    public BackfillProcess Serve(string[] settings, params string[] flags) => BackfillProcess.Start(
        Folder,
        ["serve", ServeFile.Find("properties"), "--port", "0", "--set", $"set=[\"source.base={Base}\", \"source.jitter=0s\"]", .. settings.SelectMany(s => (string[])["--set", s]), .. flags]);

    /// <summary>Ends the site, so that its log is whole, and leaves the folder.</summary>
    public async Task<List<(DateTimeOffset Start, string Path, int Concurrent)>> EndAsync()
    {
        await _server.DisposeAsync();
        return [.. (await File.ReadAllLinesAsync(AccessLog)).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(e => (e.GetProperty("start").GetDateTimeOffset(), e.GetProperty("path").GetString()!, e.GetProperty("concurrent").GetInt32()))];
    }

    /// <summary>Gets the arguments of a run without its sink; pages are asked for as fast as they come.</summary>
    public string[] Arguments(string job, params string[] flags) =>
        ["run", job, "--set", $"source.base={_server.BaseAddress}", "--set", "source.jitter=0s", "--set", "source.limit.rate=10000/s", "--set", "source.limit.concurrency=10", "--json", .. flags];

    public Task<(int Exit, string Out, string Error)> TryAsync(string job, params string[] flags) => CallAsync([.. Arguments(job, flags), .. Sinks.Flags(Sink)]);

    public async Task RunAsync(string job, params string[] flags)
    {
        var run = await TryAsync(job, flags);
        Assert.True(run.Exit == 0, run.Error + run.Out);
    }

    public async Task<(int Exit, string Out, string Error)> CallAsync(params string[] arguments)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var exit = await terminal.RunAsync(arguments);
        return (exit, terminal.Out, terminal.Error);
    }

    public void AssertNeighborhoods(string[]? only)
    {
        var found = Rows("""
            SELECT lower(replace(neighborhood, ' ', '-')), count(*), sum(assessed), sum((SELECT count(*) FROM property_tax t WHERE t.apn = p.apn)),
                   count(*) FILTER (WHERE sale_date IS NULL), count(*) FILTER (WHERE address IS NULL)
            FROM parcels p GROUP BY 1
            """).Select(r => string.Join(',', r)).Order();
        Assert.Equal(Oracle("sf_parcels/oracle/neighborhood_counts").Where(l => only is null || only.Contains(l.Split(',')[0])).Order(), found);
    }

    public void AssertRolls() => Assert.Equal(
        Oracle("sf_parcels/oracle/roll_year_totals"),
        Rows("SELECT roll_year, count(*), sum(assessed) FROM property_tax GROUP BY 1 ORDER BY 1").Select(r => string.Join(',', r)));

    public void AssertClasses() => Assert.Equal(
        Oracle("lebanon_nh_parcels/oracle/class_code_totals").Order(StringComparer.Ordinal),
        Rows($"""
            SELECT land_use_code, count(*), sum({Sinks.Member("raw_data", "land")}), sum({Sinks.Member("raw_data", "building")}), sum({Sinks.Member("raw_data", "total")})
            FROM properties GROUP BY 1
            """).Select(r => string.Join(',', r)).Order(StringComparer.Ordinal));

    public void AssertRecords() => Assert.Equal(
        Oracle("lebanon_nh_parcels/oracle/class_code_totals").Order(StringComparer.Ordinal),
        Rows("SELECT land_use_code, count(*), sum(land_value), sum(building_value), sum(total_value) FROM property_records GROUP BY 1")
            .Select(r => string.Join(',', r)).Order(StringComparer.Ordinal));

    /// <summary>Holds every sale against the oracle; prices there are texts such as 260000.0, dates have a time of midnight.</summary>
    public void AssertSales() => Assert.Equal(
        Oracle("lebanon_nh_parcels/oracle/sales_long").Select(l => l.Split(',')).Select(s => $"{s[0]},{s[1]},{(s[2].Length > 0 ? s[2][..10] : "")},{Price(s[3])}").Order(StringComparer.Ordinal),
        Rows("SELECT apn, seq, sale_date, sale_price FROM property_sales").Select(r => $"{r[0]},{r[1]},{r[2]},{Price(r[3])}").Order(StringComparer.Ordinal));

    /// <summary>Holds the documents of the parcels that are done against the oracle.</summary>
    /// <returns>How many parcels are done.</returns>
    public int AssertDocuments()
    {
        var done = Rows("SELECT unit FROM backfill_ledger WHERE job = (SELECT id FROM backfill_job WHERE name = 'property-documents')").Select(r => r[0][4..]).ToHashSet();
        var kinds = Rows("SELECT apn, kind, count(*) FROM property_documents GROUP BY 1, 2").ToLookup(r => r[0], r => (r[1], long.Parse(r[2], CultureInfo.InvariantCulture)));
        var days = Rows("SELECT apn, count(*), min(recorded), max(recorded) FROM property_documents GROUP BY 1").ToDictionary(r => r[0], r => $"{r[1]},{r[2]},{r[3]}");
        foreach (var line in Oracle("sf_parcels/oracle/recorder_document_counts"))
        {
            // Kinds are JSON with doubled quotes, or {} without any.
            var (from, to) = (line.IndexOf('{', StringComparison.Ordinal), line.LastIndexOf('}') + 1);
            var (head, json) = (line[..from].Split(','), line[from..to]);
            if (!done.Contains(head[0]))
            {
                continue;
            }

            Assert.Equal($"{head[1]},{head[2]},{head[3]}", days.GetValueOrDefault(head[0], "0,,"));
            using var expected = JsonDocument.Parse(json.Replace("\"\"", "\"", StringComparison.Ordinal));
            Assert.Equal(
                expected.RootElement.EnumerateObject().Select(k => (k.Name, k.Value.GetInt64())).OrderBy(k => k.Name, StringComparer.Ordinal),
                kinds[head[0]].OrderBy(k => k.Item1, StringComparer.Ordinal));
        }

        return done.Count;
    }

    public long Count(string table) => Sinks.Number(Sink, $"SELECT count(*) FROM {table}");

    public IReadOnlyList<string[]> Rows(string sql) => Sinks.Rows(Sink, sql);

    public void Write(string file, string text) => _directory.Write(file, text);

    public void Change(string sql) => Sinks.Change(Sink, sql);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private static string Price(string text) => text.Length == 0 ? "" : decimal.Parse(text, CultureInfo.InvariantCulture).ToString("0.##", CultureInfo.InvariantCulture);

    private static List<string> Oracle(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Data!, name + ".csv.gz")), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)];
    }
}
