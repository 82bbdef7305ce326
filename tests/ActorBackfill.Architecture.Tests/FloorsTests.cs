namespace ActorBackfill.Architecture.Tests;

public sealed class FloorsTests
{
    [Fact]
    public void No_project_references_upward() => Assert.Empty(Floors.Violations(Project.All("src")));

    [Fact]
    public void The_domain_references_nothing()
    {
        var domain = Assert.Single(Project.All("src"), project => project.Name == "ActorBackfill.Domain");
        Assert.Empty(domain.References.Concat(domain.AkkaReferences).Concat(domain.Packages));
    }

    [Fact]
    public void Tests_and_benchmarks_name_the_subset_by_AkkaReference_only()
    {
        var subset = Project.All("src/Akka").Select(project => project.Name).ToHashSet();
        Assert.NotEmpty(subset);
        Assert.Empty(
            from project in Project.All("tests").Concat(Project.All("bench"))
            from reference in project.References
            where subset.Contains(reference)
            select $"{project.Name} -> {reference}");
    }

    [Fact]
    public void The_check_for_packages_asks_for_every_package_in_use()
    {
        var asked = Assert.Single(Project.All("build")).AkkaReferences;
        Assert.Empty(
            from project in Project.All("src").Concat(Project.All("tests")).Concat(Project.All("bench"))
            from package in project.AkkaReferences.Except(asked)
            select $"{project.Name} -> {package}");
    }

    [Fact]
    public void Only_the_reference_mapping_knows_the_folder_of_the_subset() => Assert.Empty(
        from file in Repository.Files("", ".props").Concat(Repository.Files("", ".targets"))
        where file != "build/AkkaSource.targets" && Repository.Read(file).Contains("src/Akka/", StringComparison.Ordinal)
        select file);

    [Fact]
    public void Only_the_host_the_replay_and_the_kernel_see_a_configuration_tree() => Assert.Empty(
        from project in Project.All("src")
        where !Floors.MayReadHocon(project.Name)
        from file in Repository.Files(project.Folder, ".cs")
        where Repository.Read(file).Contains("ActorBackfill.Hocon", StringComparison.Ordinal)
        select file);

    [Theory]
    [InlineData("ActorBackfill.Domain", "ActorBackfill.Engine", "is an arrow up")]
    [InlineData("ActorBackfill.Engine", "ActorBackfill.Host", "is an arrow up")]
    [InlineData("ActorBackfill.Engine", "ActorBackfill.Engine", "is an arrow up")]
    [InlineData("ActorBackfill.Hocon", "ActorBackfill.Domain", "is an arrow up")]
    [InlineData("ActorBackfill.Systems", "ActorBackfill.Dashboard", "is an arrow up")]
    [InlineData("ActorBackfill.Engine", "Akka", "only AkkaReference")]
    [InlineData("ActorBackfill.Connectors", "ActorBackfill.Hocon", "below the host")]
    [InlineData("ActorBackfill.Replay", "ActorBackfill.Domain", "on Hocon alone")]
    [InlineData("ActorBackfill.Host", "ActorBackfill.Elsewhere", "is not a project of src")]
    [InlineData("ActorBackfill.New", "ActorBackfill.Hocon", "has no floor")]
    public void A_wrong_arrow_is_found(string from, string to, string reason)
    {
        Project[] projects = [new("Akka", "src/Akka/Akka", [], [], []), new(from, $"src/{from}", [to], [], [])];
        Assert.Contains(Floors.Violations(projects), violation => violation.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_file_is_read_as_MSBuild_reads_it()
    {
        var project = Project.Parse("src/A/A.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup Condition="'$(X)' == ''">
                <ProjectReference Include="$(RepositoryRoot)src\B/B.csproj" />
                <AkkaReference Include="Akka" />
                <PackageReference Include="P" />
                <FrameworkReference Include="F" />
              </ItemGroup>
            </Project>
            """);
        Assert.Equal(("A", "src/A"), (project.Name, project.Folder));
        Assert.Equal(["B", "Akka", "P", "F"], project.References.Concat(project.AkkaReferences).Concat(project.Packages));
    }
}
