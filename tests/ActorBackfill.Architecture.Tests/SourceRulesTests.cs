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
    public void No_actor_of_the_engine_asks() => Assert.Empty(
        Repository.Files("src/ActorBackfill.Engine", ".cs").SelectMany(file => SourceRules.Questions(file, Repository.Read(file))));

    [Theory]
    [InlineData("var p = await stats.Ask<RunProgress>(GetProgress.Instance, AnswerTime);", 1)]
    [InlineData("stats.Ask(GetProgress.Instance)", 1)]
    [InlineData("Tasks.Asked(1);", 0)]
    public void A_question_is_found(string line, int count) => Assert.Equal(count, SourceRules.Questions("a.cs", line).Count());

    [Fact]
    public void Above_the_subset_nothing_is_compiled_conditionally() =>
        Assert.Empty(OwnSources.Concat(Repository.Files("bench", ".cs")).SelectMany(file => SourceRules.Conditionals(file, Repository.Read(file))));

    [Theory]
    [InlineData("private async void Run()")]
    [InlineData("ReceiveAsync<CopyUnit>(OnCopyUnit);")]
    [InlineData("var all = Context.ActorSelection(\"/user/*\");")]
    [InlineData("var p = await supervisor.Ask<RunProgress>(GetProgress.Instance);")]
    [InlineData("command.CommandText = \"BEGIN IMMEDIATE\";")]
    [InlineData("Execute(\"\"\"COMMIT\"\"\");")]
    public void A_broken_rule_is_found(string line) =>
        Assert.StartsWith("a.cs:2: ", Assert.Single(SourceRules.Violations("a.cs", $"// {line}\n    {line}\n")), StringComparison.Ordinal);

    [Theory]
    [InlineData("public void Commit()")]
    [InlineData("// ActorSelection is not used")]
    [InlineData("var key = \"commit\";")]
    [InlineData("private async Task VoidAsync()")]
    [InlineData("var p = await supervisor.Ask<RunProgress>(GetProgress.Instance, AnswerTime);")]
    public void What_only_looks_alike_is_not(string line) => Assert.Empty(SourceRules.Violations("a.cs", line));

    [Theory]
    [InlineData("#if AKKA", 1)]
    [InlineData("  # if DEBUG\n#elif X", 2)]
    [InlineData("#pragma warning disable CA1031\nvar x = \"#if\";", 0)]
    public void Conditional_compilation_is_found(string text, int count) => Assert.Equal(count, SourceRules.Conditionals("a.cs", text).Count());
}
