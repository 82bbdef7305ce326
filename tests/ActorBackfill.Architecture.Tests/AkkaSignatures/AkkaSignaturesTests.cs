using System.Text.RegularExpressions;

namespace ActorBackfill.Architecture.Tests.AkkaSignatures;

/// <summary>
/// Holds what we use of Akka.NET against a written list of its signatures, so that a subset that drifts from the packages is found without
/// them. Under AkkaSource=packages the same tests hold the list against the packages.
/// </summary>
public sealed partial class AkkaSignaturesTests
{
    private static readonly IReadOnlyDictionary<string, ApiType> Api = Built.AkkaAssemblies.SelectMany(ApiReader.Read)
        .GroupBy(type => type.Name, StringComparer.Ordinal).ToDictionary(types => types.Key, types => types.First(), StringComparer.Ordinal);

    private static readonly HashSet<string> Approved = [.. ApprovedList.Read(Repository.Read(ApprovedList.File))];

    [Fact]
    public void Every_listed_signature_is_there_with_these_names_and_defaults()
    {
        var there = Api.Values.SelectMany(ApprovedList.Entries).ToHashSet(StringComparer.Ordinal);
        AssertNone(Approved.Except(there), "listed but not there as listed");
    }

    [Fact]
    public void All_that_is_used_above_the_subset_is_listed()
    {
        var reader = new UseReader(IsAkka, Api);
        var used = Built.Users.SelectMany(reader.Read).Distinct().SelectMany(Entry).Distinct();
        AssertNone(used.Except(Approved), $"used but not listed in {ApprovedList.File}");
    }

    [Fact]
    public void Every_project_that_asks_for_Akka_is_looked_at() => Assert.Empty(
        Project.All("src").Concat(Project.All("tests")).Concat(Project.All("bench"))
            .Where(project => project is { AkkaReferences.Count: > 0, IsSubset: false } && !IsAkka(project.Name))
            .Select(project => project.Name == "ActorBackfill.Host" ? "backfill" : project.Name)
            .Except(Built.Users.Select(path => Path.GetFileNameWithoutExtension(path))));

    [Theory]
    [InlineData("Akka", true)]
    [InlineData("Akka.Persistence.Sql", true)]
    [InlineData("Akkadian", false)]
    [InlineData("ActorBackfill.Engine", false)]
    public void Assemblies_of_Akka_are_told_by_their_name(string name, bool expected) => Assert.Equal(expected, IsAkka(name));

    // All of them and in full: each is a line to write or a signature to mend.
    private static void AssertNone(IEnumerable<string> entries, string fault)
    {
        var all = entries.Order(StringComparer.Ordinal).ToArray();
        Assert.True(all.Length == 0, $"{fault}:\n{string.Join('\n', all)}");
    }

    private static bool IsAkka(string assembly) => AkkaName().IsMatch(assembly);

    private static IEnumerable<string> Entry(string used)
    {
        var at = used.IndexOf("::", StringComparison.Ordinal);
        var name = at < 0 ? used : used[..at];
        if (!Api.TryGetValue(name, out var type))
            return [$"{used} is not in any assembly of Akka"];
        if (at < 0)
            return [ApprovedList.Entry($"[{type.Assembly}]", type.Line, null)];
        // Compiled against the type at hand, declared by one below it.
        for (var below = type; below is not null; below = Api.GetValueOrDefault(below.Base))
        {
            var key = below.Name + used[at..];
            if (below.Members.FirstOrDefault(member => member.Key == key) is { } member)
                return [ApprovedList.Entry($"[{below.Assembly}]", below.Line, member.Line)];
        }

        return [$"{used} is not public in Akka"];
    }

    [GeneratedRegex(@"^Akka(\.|$)")]
    private static partial Regex AkkaName();
}
