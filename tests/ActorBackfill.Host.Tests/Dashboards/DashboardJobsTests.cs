using System.Collections.Immutable;
using ActorBackfill.Hocon;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>Which jobs of a state directory are shown.</summary>
public sealed class DashboardJobsTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [Fact]
    public void A_job_is_found_by_the_name_that_its_file_says_and_one_without_a_file_is_listed_as_such()
    {
        Journal("team_defense_game_summary");
        Journal("gone");
        Directory.CreateDirectory(Path.Combine(State, ".serve"));
        var jobs = Jobs();

        Assert.Equal(
            [("gone", true), ("team_defense_game_summary", false)],
            jobs.List().Select(job => (job.Name, job.Problem is not null)));
        Assert.Equal("team_defense_game_summary", jobs.Load("team_defense_game_summary")?.Definition.Name);
        Assert.Null(jobs.Load("gone"));
    }

    [Fact]
    public void A_job_that_was_named_is_shown_before_it_ever_ran_and_no_other_is()
    {
        Journal("team_defense_game_summary");
        var jobs = Jobs(_directory.File(WorkDirectory.Job));

        Assert.Equal("days", Assert.Single(jobs.List()).Name);
        Assert.Equal(Path.Combine(State, "days"), jobs.Load("days")?.Paths.Directory);
        Assert.Null(jobs.Load("team_defense_game_summary"));
    }

    [Fact]
    public void R17_A_name_from_outside_never_becomes_a_path()
    {
        Journal("team_defense_game_summary");
        var jobs = Jobs();

        Assert.All(
            (string[])["", ".", "..", "../days.conf", "team_defense_game_summary/../team_defense_game_summary", "team-defense", "/etc/passwd", "TEAM_DEFENSE_GAME_SUMMARY", "team_defense_game_summary\0", _directory.File(WorkDirectory.Job), "upcoming-team-context"],
            name => Assert.Null(jobs.Load(name)));
    }

    [Fact]
    public void A_job_file_that_was_changed_is_read_again()
    {
        var file = _directory.File(WorkDirectory.Job);
        var jobs = Jobs(file);
        Assert.NotNull(jobs.Load("days"));

        File.WriteAllText(file, File.ReadAllText(file).Replace("job = days", "job = nights", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(file, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Null(jobs.Load("days"));
        Assert.Equal("nights", Assert.Single(jobs.List()).Name);
    }

    [Fact]
    public void A_job_whose_file_became_wrong_is_still_there_and_says_what_is_wrong()
    {
        var file = _directory.File(WorkDirectory.Job);
        var jobs = Jobs(file);
        Assert.NotNull(jobs.Load("days"));

        File.AppendAllText(file, "\nworkers = many\n");
        File.SetLastWriteTimeUtc(file, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal("days", Assert.Single(jobs.List()).Name);
        var wrong = Assert.Throws<HoconException>(() => jobs.Load("days"));
        Assert.Matches(@"days\.conf:\d+:\d+: ", wrong.Message);
    }

    public void Dispose() => _directory.Dispose();

    private string State => _directory.File(".backfill");

    private DashboardJobs Jobs(params ImmutableArray<string> named)
    {
        var talk = new Talk(new RecordingTerminal(directory: _directory.Path).Terminal, IsJson: false, IsQuiet: true, IsVerbose: false, SaysYes: false, AsksNothing: true);
        var others = new JobChoice("", null, null, null, State, []);
        return new DashboardJobs(State, [.. named.Select(file => others with { Job = file })], others, talk);
    }

    private void Journal(string job)
    {
        Directory.CreateDirectory(Path.Combine(State, job));
        File.WriteAllText(Path.Combine(State, job, "journal.db"), "");
    }
}
