using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>Lists of jockeys, trainers and owners of any size, each with a few runners.</summary>
internal static class GeneratedEntities
{
    /// <summary>Writes the lists and the runners, as many as the longest list has, and gives the file of a replay of them.</summary>
    public static string Write(WorkDirectory directory, params (string Kind, int Count)[] kinds)
    {
        foreach (var (kind, count) in kinds)
        {
            directory.Write($"{kind}s.csv", "id,name\n" + string.Concat(Enumerable.Range(1, count).Select(id => $"{id},N{id}\n")));
        }

        var ids = string.Concat(kinds.Select(k => $",{k.Kind}_id,{k.Kind}"));
        directory.Write("runners.csv", $"day,course{ids}\n" + string.Concat(Enumerable.Range(0, kinds.Max(k => k.Count)).Select(n =>
            $"2026-01-01,C{n % 9}{string.Concat(kinds.Select(k => $",{(n % k.Count) + 1},N"))}\n")));
        directory.Write("entities.conf", $$"""
            resources {
            {{string.Join('\n', kinds.Select(k => k.Kind + "s").Append("runners").Select(name => $$"""  {{name}} { files = "{{directory.File(name + ".csv")}}" }"""))}}
            }
            """);
        return directory.File("entities.conf");
    }
}
