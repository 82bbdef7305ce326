using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Processes;
using ActorBackfill.Replay;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>As many entities as the original has, one at a time; the time between requests is left out.</summary>
[Collection(Alone.Name)]
public sealed class ManyEntitiesTests
{
    private static readonly (string Kind, int Count)[] Kinds = [("jockey", 3_483), ("trainer", 2_781), ("owner", 48_165)];

    [SkippableFact(Skip = "not met yet: 190 MiB at the end, and 0.9 KB more for each entity; 150 MiB and flat is the aim")]
    [Trait("Category", "Soak")]
    public async Task Memory_stays_flat_over_54_429_entities()
    {
        using var directory = new WorkDirectory();
        await using var server = await ReplayServer.StartAsync(GeneratedEntities.Of(directory, Kinds), new ReplayOptions());
        var set = Path.GetFullPath(Path.Combine(JobFolders.Default()[0], "..", "sets", "uk-statistics.conf"));
        using var process = BackfillProcess.Start(
            directory.Path,
            ["run", set, "--all", "--set", $"source.base={server.BaseAddress}", "--set", "source.limit=null", "--sink", "sink.db", "--progress", "lines"]);
        var early = 0L;
        var late = 0L;
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var ceiling = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        while (await look.WaitForNextTickAsync(ceiling.Token) && Resident(process.Id) is > 0 and var resident)
        {
            early = process.Out.Contains("uk-trainers/1: finished", StringComparison.Ordinal) ? early : Math.Max(early, resident);
            late = Math.Max(late, resident);
        }

        Assert.True(await process.ExitAsync() == 0, process.Error);
        Assert.True(late is > 0 and < 150L << 20 && late < early * 1.5, $"{early >> 20} MiB with jockeys and trainers, {late >> 20} MiB with owners");
        foreach (var (kind, count) in Kinds)
        {
            Assert.Contains($"\"count\": {count}", File.ReadAllText(directory.File($"logs/checkpoint_{kind}s.json")), StringComparison.Ordinal);
        }
    }

    private static long Resident(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) << 10;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
