namespace ActorBackfill.Architecture.Tests.AkkaSignatures;

/// <summary>
/// The written list: an assembly in brackets, below it a type a line at the margin, its members indented; comments begin with #. It is
/// written from Akka.NET's documented API, not from the subset: what differs is wrong in the subset.
/// </summary>
internal static class ApprovedList
{
    public const string File = "tests/ActorBackfill.Architecture.Tests/AkkaSignatures/akka-signatures.approved.txt";

    /// <summary>Every line with what stands above it: <c>[assembly] type</c>, or <c>[assembly] type / member</c>.</summary>
    public static IReadOnlyList<string> Read(string text)
    {
        var (assembly, type, all) = ("", "", new List<string>());
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[')
            {
                assembly = line;
                continue;
            }

            type = line[0] == ' ' ? type : line;
            all.Add(Entry(assembly, type, line[0] == ' ' ? line.Trim() : null));
        }

        return all;
    }

    /// <summary>An entry of the list.</summary>
    public static string Entry(string assembly, string type, string? member) => member is null ? $"{assembly} {type}" : $"{assembly} {type} / {member}";

    /// <summary>The entries of a type that really is there.</summary>
    public static IEnumerable<string> Entries(ApiType type) =>
        type.Members.Select(member => Entry($"[{type.Assembly}]", type.Line, member.Line)).Prepend(Entry($"[{type.Assembly}]", type.Line, null)).Distinct();
}
