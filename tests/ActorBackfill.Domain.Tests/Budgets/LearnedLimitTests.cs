using ActorBackfill.Domain.Budgets;
using Xunit.Abstractions;

namespace ActorBackfill.Domain.Tests.Budgets;

public class LearnedLimitTests(ITestOutputHelper output)
{
    private static readonly BudgetLimits Adaptive = new() { IsAdaptive = true };

    private static readonly string[] AllKinds = ["sliding", "fixed", "bucket"];

    public static TheoryData<string> Kinds => new(AllKinds);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_hidden_limit_is_found_within_a_minute_and_kept_to(string kind)
    {
        var runs = Start(Server(kind, 20), 1);
        runs.RunUntil(TimeSpan.FromSeconds(260));
        Show(runs, 260);

        Assert.InRange(runs.AcceptedBetween(60, 260) / 200.0, 18.4, 20.1);
        Assert.True(runs.RefusedBetween(60, 260) < 0.01 * runs.AcceptedBetween(60, 260));
        Assert.InRange(runs.AcceptedBetween(40, 70) / 30.0, 17, 20.1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_limit_that_halves_is_followed_and_one_that_doubles_is_found_again(string kind)
    {
        var server = Server(kind, 20);
        var runs = Start(server, 2);
        runs.RunUntil(TimeSpan.FromSeconds(100));
        server.Rate = 10;
        runs.RunUntil(TimeSpan.FromSeconds(110));
        // A bucket gives what it has saved before it refuses.
        Assert.InRange(runs.State.Learned!.Rate, 5, kind == "bucket" ? 12 : 10);
        runs.RunUntil(TimeSpan.FromSeconds(200));
        Assert.True(runs.RefusedBetween(110, 200) < 0.015 * runs.AcceptedBetween(110, 200), $"{runs.RefusedBetween(110, 200)} refused");

        server.Rate = 20;
        runs.RunUntil(TimeSpan.FromSeconds(400));
        Show(runs, 400);
        Assert.InRange(runs.AcceptedBetween(320, 400) / 80.0, 18, 20.1);
    }

    [Fact]
    public void Whatever_the_limit_is_most_of_it_is_used_and_little_is_refused()
    {
        var chance = new Random(7);
        for (var seed = 0; seed < 18; seed++)
        {
            var limit = Math.Round(Math.Pow(10, chance.NextDouble() * 2.3));
            var kind = AllKinds[seed % 3];
            var runs = new SimulatedRuns(Server(kind, limit), () => TimeSpan.FromMilliseconds(chance.NextDouble() * 5));
            runs.Add(Adaptive, 40);
            runs.RunUntil(TimeSpan.FromSeconds(300));
            var (accepted, refused) = (runs.AcceptedBetween(100, 300), runs.RefusedBetween(100, 300));
            output.WriteLine($"{kind} {limit}: {accepted / 200.0 / limit:0.000}, refused {(double)refused / accepted:0.0000}");
            Assert.InRange(accepted / 200.0 / limit, 0.9, 1.001);
            Assert.InRange((double)refused / accepted, 0, 0.0125);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_server_that_queues_gets_no_more_than_it_can_work_on(int places)
    {
        var server = new QueueingServer(places);
        var runs = new SimulatedRuns(server);
        runs.Add(Adaptive, 60);
        runs.RunUntil(TimeSpan.FromSeconds(200));
        Show(runs, 200);

        Assert.InRange(runs.State.Parties[0].InFlight, 1, places * 3 + 2);
        Assert.InRange(runs.AcceptedBetween(100, 200) / 100.0, 0.9 * places * 20, 1.01 * places * 20);
    }

    [Fact]
    public void A_server_that_limits_what_is_in_flight_is_kept_busy_and_seldom_refuses()
    {
        var runs = new SimulatedRuns(new PlacesServer(6));
        runs.Add(Adaptive, 40);
        runs.RunUntil(TimeSpan.FromSeconds(300));
        Show(runs, 300);

        Assert.InRange(runs.AcceptedBetween(100, 300) / 200.0, 0.75 * 6, 6);
        Assert.InRange((double)runs.RefusedBetween(100, 300) / runs.AcceptedBetween(100, 300), 0, 0.015);
    }

    [Fact]
    public void Answers_that_are_slow_now_and_then_do_not_slow_the_search()
    {
        var runs = new SimulatedRuns(new NoisyServer(20));
        runs.Add(Adaptive, 10);
        runs.Add(Adaptive, 10);
        runs.RunUntil(TimeSpan.FromSeconds(200));
        Show(runs, 200);

        Assert.InRange(runs.AcceptedBetween(60, 200) / 140.0, 17.5, 20.1);
    }

    [Fact]
    public void A_search_that_stops_far_too_low_goes_on_soon()
    {
        var server = new SlidingServer(9);
        var runs = Start(server, 1);
        runs.RunUntil(TimeSpan.FromSeconds(8));
        server.Rate = 20;
        runs.RunUntil(TimeSpan.FromSeconds(150));
        Show(runs, 150);

        Assert.NotEqual(0, runs.RefusedBetween(0, 8));
        Assert.InRange(runs.AcceptedBetween(60, 90) / 30.0, 17.4, 20.1);
        Assert.InRange((double)runs.RefusedBetween(60, 150) / runs.AcceptedBetween(60, 150), 0, 0.01);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_machine_that_is_busy_with_other_things_uses_the_limit_too(string kind)
    {
        var chance = new Random(11);
        var runs = new SimulatedRuns(Server(kind, 20), () => Hold(15), () => Hold(60));
        runs.Add(Adaptive, 5);
        runs.Add(Adaptive, 5);
        runs.RunUntil(TimeSpan.FromSeconds(300));
        Show(runs, 300);

        Assert.InRange(runs.AcceptedBetween(60, 90) / 30.0, 17.4, 20.1);
        Assert.InRange(runs.AcceptedBetween(60, 300) / 240.0, 18, 20.1);
        Assert.InRange((double)runs.RefusedBetween(60, 300) / runs.AcceptedBetween(60, 300), 0, 0.01);

        // Most requests are quick; one in thirty is held up.
        TimeSpan Hold(double most) => TimeSpan.FromMilliseconds(chance.Next(30) == 0 ? most * chance.NextDouble() : 3 * chance.NextDouble());
    }

    [Fact]
    public void A_server_that_refuses_everything_for_a_while_is_soon_used_as_before()
    {
        var server = new SlidingServer(20);
        var runs = Start(server, 1);
        runs.RunUntil(TimeSpan.FromSeconds(60));
        server.Rate = 0;
        runs.RunUntil(TimeSpan.FromSeconds(120));
        server.Rate = 20;
        runs.RunUntil(TimeSpan.FromSeconds(240));
        Show(runs, 240);

        Assert.InRange(runs.AcceptedBetween(180, 240) / 60.0, 15, 20.1);
    }

    private static LimitedServer Server(string kind, double rate) => kind switch
    {
        "sliding" => new SlidingServer(rate),
        "fixed" => new FixedServer(rate),
        _ => new BucketServer(rate),
    };

    private static SimulatedRuns Start(SimulatedServer server, int runs)
    {
        var chance = new Random(3);
        var all = new SimulatedRuns(server, () => TimeSpan.FromMilliseconds(chance.NextDouble() * 5));
        for (var i = 0; i < runs; i++)
        {
            all.Add(Adaptive, 15);
        }

        return all;
    }

    private void Show(SimulatedRuns runs, int until)
    {
        for (var second = 0; second < until; second += 5)
        {
            output.WriteLine($"{second,4}: {runs.AcceptedBetween(second, second + 5) / 5.0,6:0.0} accepted, {runs.RefusedBetween(second, second + 5),3} refused");
        }
    }
}
