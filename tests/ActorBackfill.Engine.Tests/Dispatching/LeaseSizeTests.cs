using ActorBackfill.Engine.Dispatching;

namespace ActorBackfill.Engine.Tests.Dispatching;

public class LeaseSizeTests
{
    [Fact]
    public void The_first_lease_holds_one_unit() => Assert.Equal(1, new LeaseSize().Next(4, 1_000_000));

    [Fact]
    public void Units_that_wait_are_dealt_one_by_one()
    {
        var size = new LeaseSize();
        size.Learn(1, TimeSpan.FromMilliseconds(50));
        Assert.Equal(1, size.Next(4, 1_000_000));
    }

    [Fact]
    public void Short_units_share_a_lease_up_to_a_bound()
    {
        var size = new LeaseSize();
        size.Learn(1, TimeSpan.FromMicroseconds(1));
        Assert.Equal(256, size.Next(4, 1_000_000));
    }

    [Fact]
    public void Near_the_end_of_a_wave_leases_are_small_so_that_no_worker_idles()
    {
        var size = new LeaseSize();
        size.Learn(1, TimeSpan.FromMicroseconds(1));
        Assert.Equal(2, size.Next(4, 16));
        Assert.Equal(1, size.Next(4, 3));
    }
}
