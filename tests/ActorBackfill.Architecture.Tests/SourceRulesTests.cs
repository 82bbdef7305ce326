namespace ActorBackfill.Architecture.Tests;

public sealed class SourceRulesTests
{
    private const int MaxLines = 300;

    private static IEnumerable<string> OwnSources =>
        Repository.Files("src", ".cs").Where(file => !file.StartsWith("src/Akka/", StringComparison.Ordinal));

    [Fact]
    public void No_file_is_longer_than_300_lines() => Assert.Empty(
        from file in Repository.Files("src", ".cs")
        let lines = Repository.Read(file).Split('\n').Length - 1
        where lines > MaxLines
        select $"{file}: {lines} lines");

    [Fact]
    public void Our_sources_keep_the_rules() =>
        Assert.Empty(OwnSources.SelectMany(file => SourceRules.Violations(file, Repository.Read(file))));

    [Fact]
    public void Above_the_subset_nothing_is_compiled_conditionally() =>
        Assert.Empty(OwnSources.Concat(Repository.Files("bench", ".cs")).SelectMany(file => SourceRules.Conditionals(file, Repository.Read(file))));

    [Theory]
    [InlineData("private async void Run()")]
    [InlineData("ReceiveAsync<CopyUnit>(OnCopyUnit);")]
    [InlineData("var all = Context.ActorSelection(\"/user/*\");")]
    [InlineData("command.CommandText = \"BEGIN IMMEDIATE\";")]
    [InlineData("Execute(\"\"\"COMMIT\"\"\");")]
    public void A_broken_rule_is_found(string line) =>
        Assert.StartsWith("a.cs:2: ", Assert.Single(SourceRules.Violations("a.cs", $"// {line}\n    {line}\n")), StringComparison.Ordinal);

    [Theory]
    [InlineData("public void Commit()")]
    [InlineData("// ActorSelection is not used")]
    [InlineData("var key = \"commit\";")]
    [InlineData("private async Task VoidAsync()")]
    public void What_only_looks_alike_is_not(string line) => Assert.Empty(SourceRules.Violations("a.cs", line));

    [Theory]
    [InlineData("#if AKKA", 1)]
    [InlineData("  # if DEBUG\n#elif X", 2)]
    [InlineData("#pragma warning disable CA1031\nvar x = \"#if\";", 0)]
    public void Conditional_compilation_is_found(string text, int count) => Assert.Equal(count, SourceRules.Conditionals("a.cs", text).Count());
}
