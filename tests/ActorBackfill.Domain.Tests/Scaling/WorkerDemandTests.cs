using ActorBackfill.Domain.Scaling;
using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Scaling;

public class WorkerDemandTests
{
    // A tenth of headroom, and whole workers.
    private const double Headroom = 1.1;

    [Fact]
    public void It_is_what_the_rate_times_the_time_of_a_request_needs_whether_there_are_too_many_or_too_few() => Prop.ForAll(
        Gen.Choose(1, 200).Select(r => r / 2.0).ToArbitrary(),
        Gen.Choose(1, 100).Select(l => l / 20.0).ToArbitrary(),
        Gen.Choose(1, 1_024).ToArbitrary(),
        (rate, latency, workers) =>
        {
            var demand = Settled(rate, latency, workers).Workers(rate, null);
            var perSecond = Math.Min(rate, workers / latency);
            if (perSecond < 2)
            {
                // Less than a request a sample: an average over a few of them may say nothing.
                Assert.True(demand is null or > 0);
                return;
            }

            // Samples are whole requests and whole workers: that is as near as it can be.
            var (needed, noise) = (rate * latency * Headroom, 1 / (2 * perSecond));
            Assert.InRange(demand!.Value, ((needed - Headroom) * (1 - noise)) - 1, ((needed + Headroom) * (1 + noise)) + 2);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_grows_with_the_rate_and_is_at_least_one() => Prop.ForAll(
        Gen.Choose(1, 100).Select(r => r / 2.0).ToArbitrary(),
        Gen.Choose(1, 100).Select(r => r / 2.0).ToArbitrary(),
        (one, other) =>
        {
            var demand = Settled(10, 0.7, 20);

            var (low, high) = (demand.Workers(Math.Min(one, other), null), demand.Workers(Math.Max(one, other), null));

            Assert.InRange(low!.Value, 1, high!.Value);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void With_so_many_requests_in_flight_allowed_it_leaves_room_for_what_workers_do_besides()
    {
        // Half of a worker's time is its request.
        var demand = new WorkerDemand();
        for (var i = 0; i < 20; i++)
        {
            demand = demand.With(new LoadSample(0.5, 12, 4, 4, 20));
        }

        Assert.Equal(9, demand.Workers(null, 4));
    }

    [Fact]
    public void Without_a_limit_or_without_requests_it_says_nothing()
    {
        Assert.Null(Settled(10, 1, 5).Workers(null, null));
        Assert.Null(new WorkerDemand().With(new LoadSample(0.5, 4, 0, 4, 0)).Workers(10, null));
    }

    [Fact]
    public void A_policy_goes_up_at_once_and_down_after_five_seconds()
    {
        var policy = new ScalePolicy();
        (var workers, policy) = policy.Decide(10, 14, 1_024, TimeSpan.Zero);
        Assert.Equal(14, workers);

        for (var second = 1; second <= 5; second++)
        {
            (workers, policy) = policy.Decide(14, 5, 1_024, TimeSpan.FromSeconds(second));
            Assert.Equal(14, workers);
        }

        (workers, _) = policy.Decide(14, 5, 1_024, TimeSpan.FromSeconds(6));
        Assert.Equal(5, workers);
    }

    [Fact]
    public void A_policy_leaves_small_differences_alone_and_never_leaves_its_bounds() => Prop.ForAll(
        Gen.Choose(1, 1_024).ToArbitrary(),
        Gen.Choose(0, 5_000).ToArbitrary(),
        (current, demand) =>
        {
            var (workers, next) = new ScalePolicy(TimeSpan.Zero).Decide(current, demand, 1_024, TimeSpan.FromMinutes(1));

            Assert.InRange(workers, 1, 1_024);
            Assert.True(workers == current || workers >= Math.Min(current * 1.1, 1_024) || workers <= current * 0.8);
            Assert.Null(next.TooManySince);
        }).QuickCheckThrowOnFailure();

    // What samples are once it has gone on for a while: the limit shares the workers out.
    private static WorkerDemand Settled(double rate, double latency, int workers)
    {
        var perSecond = Math.Min(rate, workers / latency);
        var (begun, demand) = (0L, new WorkerDemand());
        for (var i = 1; i <= 200; i++)
        {
            var requests = (long)(i * 0.5 * perSecond) - begun;
            begun += requests;
            var inFlight = (int)Math.Round(perSecond * latency);
            demand = demand.With(new LoadSample(0.5, workers, Math.Max(0, workers - inFlight), Math.Min(inFlight, workers), requests));
        }

        return demand;
    }
}
