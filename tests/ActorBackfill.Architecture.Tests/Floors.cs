namespace ActorBackfill.Architecture.Tests;

/// <summary>Which project stands on which, as architecture.md says; an arrow up is a bug.</summary>
internal static class Floors
{
    private const int Ground = 1;

    private static readonly Dictionary<string, int> Heights = new(StringComparer.Ordinal)
    {
        ["ActorBackfill.Hocon"] = Ground,
        ["ActorBackfill.Domain"] = 2,
        ["ActorBackfill.Engine"] = 3,
        ["ActorBackfill.Connectors"] = 4,
        ["ActorBackfill.Connectors.Browser"] = 5,
        ["ActorBackfill.Systems"] = 5,
        ["ActorBackfill.Replay"] = 5,
        ["ActorBackfill.Dashboard"] = 6,
        ["ActorBackfill.Host"] = 7,
    };

    /// <summary>The only projects that may see the tree of a configuration file.</summary>
    private static readonly string[] ReadersOfHocon = ["Akka", "ActorBackfill.Replay", "ActorBackfill.Host"];

    internal static bool MayReadHocon(string project) => project == "ActorBackfill.Hocon" || ReadersOfHocon.Contains(project);

    internal static IEnumerable<string> Violations(IReadOnlyCollection<Project> projects)
    {
        var subset = projects.Where(project => project.IsSubset).Select(project => project.Name).ToHashSet();
        foreach (var project in projects)
        {
            if (Height(project.Name) is null)
                yield return $"{project.Name} has no floor: give it one in architecture.md and here";
            foreach (var reference in project.References)
            {
                if (Refuse(project, reference) is { } reason)
                    yield return $"{project.Name} -> {reference}: {reason}";
            }

            if (project.IsSubset && project.AkkaReferences.Count > 0)
                yield return $"{project.Name}: the subset references itself by ProjectReference";
        }

        int? Height(string name) => subset.Contains(name) ? Ground : Heights.TryGetValue(name, out var height) ? height : null;

        string? Refuse(Project project, string reference)
        {
            if (subset.Contains(reference) && !project.IsSubset)
                return "above src/Akka only AkkaReference names the subset";
            if (reference == "ActorBackfill.Hocon" && !MayReadHocon(project.Name))
                return "below the host nothing sees a configuration tree";
            if (project.Name == "ActorBackfill.Replay" && reference != "ActorBackfill.Hocon")
                return "the replay stands on Hocon alone";
            if (Height(reference) is not { } below)
                return "is not a project of src";
            var mayBeLevel = project.IsSubset && below == Ground;
            return below < Height(project.Name) || mayBeLevel ? null : "is an arrow up";
        }
    }
}
