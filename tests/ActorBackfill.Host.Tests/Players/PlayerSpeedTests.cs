using System.Globalization;
using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Processes;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Tests.Shared;

namespace ActorBackfill.Host.Tests.Players;

/// <summary>The original's load of a date, at a tenth of its time: 450 units that wait 0.12 s each.</summary>
[Trait("Category", "Soak")]
[Collection(Alone.Name)]
public sealed class PlayerSpeedTests
{
    private const int Units = 450;

    [SkippableFact]
    public async Task S4_26_Ten_workers_are_at_least_nine_and_a_half_times_as_fast_from_the_first_request_to_the_last()
    {
        using var directory = new WorkDirectory();
        var days = Enumerable.Range(0, Units).Select(i => new DateOnly(2024, 1, 1).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();
        directory.Write("rows.csv", "id,day,value\n" + string.Concat(days.Select((day, i) => $"r{i},{day},{i}\n")));
        directory.Write("replay.conf", $$"""resources { rows { files = "{{directory.File("rows.csv")}}" } }""");
        await RunAsync(directory, "warm", days[0], days[19]);
        await BestOfThree.MeasureAsync(async tries =>
        {
            var (serial, parallel) = Measure(await RunAsync(directory, $"try{tries}", days[0], days[^1]));

            // Timers may be early by a part of a millisecond, and the log has whole ones.
            Assert.True(serial >= Units * 0.118, $"{serial:0.00} s are less than the waits");
            return serial / parallel >= 9.5 ? null : $"{serial:0.00} s in {parallel:0.00} s: {serial / parallel:0.00} times";
        });
    }

    private static async Task<string> RunAsync(WorkDirectory directory, string name, string first, string last)
    {
        var log = directory.File(name + ".log");
        var options = new ReplayOptions { Latency = TimeSpan.FromMilliseconds(120), AccessLog = log };
        await using var server = await ReplayServer.StartAsync(ReplayDefinition.Load(directory.File("replay.conf"), []), options);

        // The log is whole when the server has ended, with this method.
        var terminal = new RecordingTerminal(directory: directory.Path);
        string[] where = ["--sink", name + ".db", "--state", "." + name, "--set", $"source.base={server.BaseAddress}"];
        var exit = await terminal.RunAsync(["run", directory.File(WorkDirectory.Job), "--start-date", first, "--end-date", last, "--workers", "10", "-q", .. where]);
        Assert.True(exit == ExitCode.Complete, terminal.Out + terminal.Error);
        return log;
    }

    private static (double Serial, double Parallel) Measure(string log)
    {
        var requests = File.ReadLines(log).Select(Read).ToList();
        Assert.Equal(Units, requests.Count);
        return (requests.Sum(r => (r.End - r.Start).TotalSeconds), (requests.Max(r => r.End) - requests.Min(r => r.Start)).TotalSeconds);
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Read(string line)
    {
        using var entry = JsonDocument.Parse(line);
        return (entry.RootElement.GetProperty("start").GetDateTimeOffset(), entry.RootElement.GetProperty("end").GetDateTimeOffset());
    }
}
