using System.Diagnostics;
using System.Threading.Channels;

namespace ActorBackfill.Bench;

/// <summary>A store in memory behind a channel, which confirms each group by another; the writer keeps all groups under way.</summary>
internal static class MemoryFloor
{
    public static async Task<TimeSpan> AppendAsync(int count, int group)
    {
        var groups = Enumerable.Range(0, Math.Max(1, count / group))
            .Select(i => Enumerable.Range(i * group, group).Select(n => new Happened(n, "unit")).ToArray())
            .ToArray();
        var toStore = Channel.CreateUnbounded<Happened[]>(new UnboundedChannelOptions { SingleReader = true });
        var stored = Channel.CreateUnbounded<Happened[]>(new UnboundedChannelOptions { SingleReader = true });
        var store = Task.Run(async () =>
        {
            var events = new List<Happened>();
            await foreach (var one in toStore.Reader.ReadAllAsync())
            {
                events.AddRange(one);
                _ = stored.Writer.TryWrite(one);
            }

            return events.Count;
        });
        var watch = Stopwatch.StartNew();
        foreach (var one in groups)
        {
            _ = toStore.Writer.TryWrite(one);
        }

        for (var i = 0; i < groups.Length; i++)
        {
            _ = await stored.Reader.ReadAsync();
        }

        var elapsed = watch.Elapsed;
        toStore.Writer.Complete();
        _ = await store;
        return elapsed;
    }
}
