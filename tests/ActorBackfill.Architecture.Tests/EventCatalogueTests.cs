using System.Text.RegularExpressions;

namespace ActorBackfill.Architecture.Tests;

/// <summary><c>docs/operating.md</c> lists every line that the program logs; one that is not in the list surprises whoever is woken by it.</summary>
public sealed partial class EventCatalogueTests
{
    // The runtime below is Akka's, and so are its lines.
    private static IReadOnlyList<(string Level, string Template)> Logged { get; } =
    [
        .. from file in Repository.Files("src", ".cs")
           where file.StartsWith("src/ActorBackfill.", StringComparison.Ordinal)
           from call in Call().Matches(Repository.Read(file))
           select (Level(call.Groups["level"].Value), call.Groups["template"].Value),
    ];

    private static IReadOnlyList<Match> Rows { get; } = [.. Row().Matches(Repository.Read("docs/operating.md")).AsEnumerable()];

    [Fact]
    public void Every_event_that_is_logged_is_in_the_catalogue_with_its_level() => Assert.Empty(
        Logged.Except(Rows.Select(r => (r.Groups["level"].Value, r.Groups["template"].Value))).Select(e => $"{e.Item1}: {e.Item2}"));

    [Fact]
    public void Every_event_of_the_catalogue_is_logged_somewhere() => Assert.Empty(
        Rows.Select(r => (r.Groups["level"].Value, r.Groups["template"].Value)).Except(Logged).Select(e => $"{e.Item1}: {e.Item2}"));

    [Fact]
    public void Names_of_events_are_there_once_and_each_says_what_to_do()
    {
        Assert.True(Rows.Count > 20, $"only {Rows.Count} rows are read");
        Assert.Empty(Rows.GroupBy(r => r.Groups["name"].Value).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.All(Rows, r => Assert.NotEqual("", r.Groups["what"].Value.Trim()));
    }

    [Fact]
    public void A_call_over_several_lines_and_one_with_an_exception_are_read()
    {
        var calls = Call().Matches("_log.Warning(\n    \"a {B}\", b); log.Error(e, \"c\"); [LoggerMessage(1, LogLevel.Error, \"d\")]");
        Assert.Equal(["a {B}", "c", "d"], calls.Select(c => c.Groups["template"].Value));
    }

    private static string Level(string method) => method == "Info" ? "information" : method.ToLowerInvariant();

    [GeneratedRegex(@"(?:\b_?[lL]og\.|LoggerMessage\(\d+, LogLevel\.)(?<level>Debug|Info|Information|Warning|Error|Fatal)(?:\(|,)\s*(?:[A-Za-z_.]+,\s*)?""(?<template>(?:[^""\\]|\\.)*)""")]
    private static partial Regex Call();

    [GeneratedRegex(@"^\| (?<name>[a-z-]+) \| (?<level>debug|information|warning|error|fatal) \| `(?<template>[^`]+)` \|[^|]+\|(?<what>[^|]+)\|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
