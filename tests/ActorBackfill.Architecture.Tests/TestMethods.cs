using System.Text.RegularExpressions;

namespace ActorBackfill.Architecture.Tests;

/// <summary>The tests of this repository, found in their sources: the projects they are in need not be built.</summary>
internal static partial class TestMethods
{
    /// <summary>Gets <c>Class.Method</c> of every test.</summary>
    internal static IReadOnlySet<string> All { get; } = Repository.Files("tests", ".cs").SelectMany(file => In(Repository.Read(file))).ToHashSet(StringComparer.Ordinal);

    /// <summary>Gets <c>Class.Method</c> of the tests of one file.</summary>
    internal static IEnumerable<string> In(string source)
    {
        var classes = Class().Matches(source);
        return
            from test in Test().Matches(source)
            let owner = classes.LastOrDefault(c => c.Index < test.Index)
            where owner is not null
            select $"{owner.Groups[1].Value}.{test.Groups[1].Value}";
    }

    [GeneratedRegex(@"^\s*(?:public|internal) (?:sealed |abstract |partial |static )*class (\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();

    // Attributes may be several, and hold anything but a line of their own that is none.
    [GeneratedRegex(@"^\s*\[(?:Fact|Theory|SkippableFact|SkippableTheory)\b.*\n(?:\s*(?:\[|#|//).*\n)*\s*public (?:static |async |override )*[\w<>.]+ (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Test();

    /// <summary>Tells whether there is such a test.</summary>
    /// <param name="test"><c>Class.Method</c>, or the method alone.</param>
    internal static bool Exists(string test) => test.Contains('.', StringComparison.Ordinal)
        ? All.Contains(test)
        : All.Any(t => t.EndsWith("." + test, StringComparison.Ordinal));
}
