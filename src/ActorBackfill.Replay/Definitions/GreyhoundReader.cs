using ActorBackfill.Hocon;

namespace ActorBackfill.Replay.Definitions;

/// <summary>Reads a resource that a generator makes.</summary>
internal static class GreyhoundReader
{
    public static GreyhoundResource Read(string path, HoconObjectReader reader)
    {
        if (reader.Text("generator") is var generator and not "greyhound")
        {
            reader.Error("generator", $"{generator}: must be greyhound");
        }

        var defaults = new GreyhoundResource(path);
        return defaults with
        {
            Seed = ReplayDefinitionReader.Seed(reader, "seed"),
            Meetings = Range(reader, "meetings", new NumberRange(0, 28), defaults.Meetings),
            Races = Range(reader, "races", new NumberRange(1, 12), defaults.Races),
        };
    }

    private static NumberRange Range(HoconObjectReader reader, string key, NumberRange widest, NumberRange fallback)
    {
        if (!reader.Has(key))
        {
            return fallback;
        }

        if (reader.IntegerList(key) is [var from, var to] && from >= widest.From && to <= widest.To && from <= to)
        {
            return new NumberRange((int)from, (int)to);
        }

        reader.Error(key, $"must be [from, to], within {widest.From} to {widest.To}");
        return fallback;
    }
}
