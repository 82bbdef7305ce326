using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sinks;

/// <summary>Finds names that a database takes for the same one: it does not tell upper from lower case.</summary>
internal static class SameNames
{
    public static void Check(HoconErrors errors, IEnumerable<(string Name, HoconPosition Position, string Path)> names)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, position, path) in names)
        {
            if (!seen.TryAdd(name, name))
            {
                errors.Add(position, path, $"the database takes {name} and {seen[name]} for the same name");
            }
        }
    }
}
