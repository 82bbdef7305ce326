using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Greyhounds;
using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Greyhounds;

public sealed class ResultsTests
{
    private static readonly string[] States = ["VIC", "NSW", "QLD", "SA", "WA", "TAS", "NZ"];
    private static readonly ResultsGenerator Generator = new(1, new NumberRange(2, 3), new NumberRange(8, 10));

    [Fact]
    public void Results_never_change()
    {
        var all = new StringBuilder();
        foreach (var month in new[] { new DateOnly(2025, 9, 1), new DateOnly(2025, 10, 1), new DateOnly(2025, 11, 1), new DateOnly(1996, 2, 1) })
        {
            for (var state = 0; state < States.Length; state++)
            {
                all.Append(Encoding.UTF8.GetString(GreyhoundDocument.Write(Generator.Of(state, month)).Span));
            }
        }

        Assert.Equal(
            "a04ce78cfbf6855debe30bd6f356eba4631553023994858c476db80647d2cb0e",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString()))));
    }

    [Fact]
    public void The_demo_has_a_few_thousand_runs()
    {
        var runs = Months(2025, 9, 3).SelectMany(r => r.Meetings).SelectMany(m => m.Races).Sum(race => race.Runs.Count);

        Assert.InRange(runs, 2_000, 5_000);
    }

    [Fact]
    public void Meetings_lie_in_their_month_on_days_of_their_own()
    {
        foreach (var results in Months(2023, 1, 24))
        {
            Assert.InRange(results.Meetings.Count, 2, 3);
            Assert.All(results.Meetings, meeting => Assert.Equal(results.Month, $"{meeting.Date:yyyy-MM}"));
            Assert.Equal(results.Meetings.Count, results.Meetings.Select(meeting => meeting.Date).Distinct().Count());
            Assert.Equal(results.Meetings.OrderBy(meeting => meeting.Date), results.Meetings);
        }
    }

    [Fact]
    public void Ids_are_unique_and_starts_follow_each_other()
    {
        var meetings = Months(2025, 1, 12).SelectMany(results => results.Meetings).ToList();
        var races = meetings.SelectMany(meeting => meeting.Races).ToList();

        Assert.Equal(meetings.Count, meetings.Select(meeting => meeting.Id).Distinct().Count());
        Assert.Equal(races.Count, races.Select(race => race.Id).Distinct().Count());
        Assert.All(meetings, meeting => Assert.Equal(meeting.Races.OrderBy(race => race.StartTime), meeting.Races));
        Assert.All(meetings, meeting => Assert.All(meeting.Races, race => Assert.Equal(meeting.Date, DateOnly.FromDateTime(race.StartTime))));
    }

    [Fact]
    public void Races_look_like_races()
    {
        foreach (var race in Races())
        {
            Assert.InRange(race.Runs.Count, 4, 8);
            Assert.All(race.Runs, run => Assert.InRange(run.Rug, 1, 8));
            Assert.Equal(race.Runs.Count, race.Runs.Select(run => run.Rug).Distinct().Count());
            Assert.All(race.Runs, run => Assert.Equal(run.Place is null, run.RunTime is null && run.Margin is null && run.Comment is not null));
            var finishers = race.Runs.Where(run => run.RunTime is not null).OrderBy(run => run.RunTime).ToList();
            Assert.Equal((1, 0m), (finishers[0].Place, finishers[0].Margin));
            Assert.All(finishers, run => Assert.Equal(1 + finishers.Count(other => other.RunTime < run.RunTime), run.Place));
            Assert.InRange(race.Distance / finishers[0].RunTime!.Value, 16m, 18m);
            Assert.InRange(finishers[^1].RunTime!.Value - finishers[0].RunTime!.Value, 0m, 2m);
            Assert.InRange(race.Runs.Sum(run => 1 / run.StartingPrice), 1m, 1.45m);
        }
    }

    [Fact]
    public void Scratchings_dead_heats_and_runs_without_a_finish_are_seldom_but_there()
    {
        var races = Races();
        var runs = races.SelectMany(race => race.Runs).ToList();

        Assert.InRange(races.Count(race => race.Runs.Count < 8) / (double)races.Count, 0.2, 0.6);
        Assert.InRange(runs.Count(run => run.Place is null) / (double)runs.Count, 0.005, 0.02);
        Assert.InRange(races.Count(IsDeadHeat) / (double)races.Count, 0.005, 0.02);

        static bool IsDeadHeat(Race race) => race.Runs.Where(run => run.Place is not null).GroupBy(run => run.Place).Any(group => group.Count() > 1);
    }

    [Fact]
    public void A_greyhound_runs_once_a_meeting_and_keeps_name_and_trainer()
    {
        var meetings = Months(2025, 1, 12).SelectMany(results => results.Meetings).ToList();
        var all = meetings.SelectMany(Greyhounds).ToList();

        Assert.All(meetings, meeting => Assert.Equal(Greyhounds(meeting).Count(), Greyhounds(meeting).Distinct().Count()));
        Assert.Equal(all.Select(g => g.Id).Distinct().Count(), all.Distinct().Count());
        Assert.Equal(all.Select(g => g.Id).Distinct().Count(), all.Select(g => g.Name).Distinct().Count());

        static IEnumerable<Greyhound> Greyhounds(Meeting meeting) => meeting.Races.SelectMany(race => race.Runs).Select(run => run.Greyhound);
    }

    [Fact]
    public void Another_seed_gives_other_results()
    {
        var other = new ResultsGenerator(2, new NumberRange(2, 3), new NumberRange(8, 10));
        var month = new DateOnly(2025, 9, 1);

        Assert.NotEqual(GreyhoundDocument.Write(Generator.Of(0, month)).ToArray(), GreyhoundDocument.Write(other.Of(0, month)).ToArray());
    }

    [Theory]
    [InlineData("0001-01")]
    [InlineData("9999-12")]
    [InlineData("2024-02")]
    public async Task Any_month_of_any_year_is_served(string month)
    {
        await using var served = await Served.StartAsync(_ => [new GreyhoundResource("results")]);

        var document = await served.GetAsync($"/results?state=NZ&month={month}");

        Assert.Equal(("NZ", month), (document.GetProperty("state").GetString(), document.GetProperty("month").GetString()));
        var run = document.GetProperty("meetings")[0].GetProperty("races")[0].GetProperty("runs")[0];
        Assert.Equal(
            ["rug", "id", "name", "trainer", "weight", "startingPrice", "place", "runTime", "margin", "comment"],
            run.EnumerateObject().Select(property => property.Name));
        Assert.Equal(JsonValueKind.Number, run.GetProperty("runTime").ValueKind);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("?state=VIC", HttpStatusCode.BadRequest)]
    [InlineData("?state=VIC&month=2025-13", HttpStatusCode.BadRequest)]
    [InlineData("?state=VIC&month=2025-09&page=2", HttpStatusCode.BadRequest)]
    [InlineData("?state=XX&month=2025-09", HttpStatusCode.NotFound)]
    public async Task A_query_without_results_says_why(string query, HttpStatusCode status)
    {
        await using var served = await Served.StartAsync(_ => [new GreyhoundResource("results")]);

        using var answer = await served.Client.GetAsync(new Uri("/results" + query, UriKind.Relative));

        Assert.Equal(status, answer.StatusCode);
    }

    private static List<Race> Races() => [.. Months(2023, 1, 24).SelectMany(results => results.Meetings).SelectMany(meeting => meeting.Races)];

    private static IEnumerable<Results> Months(int year, int month, int count) =>
        from offset in Enumerable.Range(0, count)
        from state in Enumerable.Range(0, States.Length)
        select Generator.Of(state, new DateOnly(year, month, 1).AddMonths(offset));
}
