using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Files;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>Lists of jockeys, trainers and owners of any size, each with a few runners.</summary>
internal static class GeneratedEntities
{
    /// <summary>Writes the lists and the runners, as many as the longest list has, and gives what a replay of them is.</summary>
    public static ReplayDefinition Of(WorkDirectory directory, params (string Kind, int Count)[] kinds)
    {
        foreach (var (kind, count) in kinds)
        {
            directory.Write($"{kind}s.csv", "id,name\n" + string.Concat(Enumerable.Range(1, count).Select(id => $"{id},N{id}\n")));
        }

        var ids = string.Concat(kinds.Select(k => $",{k.Kind}_id,{k.Kind}"));
        directory.Write("runners.csv", $"day,course{ids}\n" + string.Concat(Enumerable.Range(0, kinds.Max(k => k.Count)).Select(n =>
            $"2026-01-01,C{n % 9}{string.Concat(kinds.Select(k => $",{(n % k.Count) + 1},N"))}\n")));
        return new ReplayDefinition
        {
            Resources = [.. kinds.Select(k => k.Kind + "s").Append("runners").Select(name => new FilesResource(name, [directory.File(name + ".csv")], FileFormat.Csv))],
        };
    }
}
