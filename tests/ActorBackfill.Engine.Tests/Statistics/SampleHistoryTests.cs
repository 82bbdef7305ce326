using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Statistics;

namespace ActorBackfill.Engine.Tests.Statistics;

public class SampleHistoryTests
{
    [Fact]
    public void What_ended_is_in_the_stretch_in_which_it_did()
    {
        var history = new SampleHistory();
        history.Add(TimeSpan.FromSeconds(0.5), new RunSample(1, 2, 3, 4));
        history.Add(TimeSpan.FromSeconds(2.9), new RunSample(5, 0, 0, 0));

        var minute = history.At(TimeSpan.FromSeconds(4))[0];

        Assert.Equal((1.0, 0.0), (minute.WidthSeconds, minute.FirstSeconds));
        Assert.Equal([new(1, 2, 3, 4), default, new(5, 0, 0, 0), default], minute.Samples.AsEnumerable());
    }

    [Fact]
    public void The_stretch_that_goes_on_is_left_out()
    {
        var history = new SampleHistory();
        history.Add(TimeSpan.FromSeconds(0.5), new RunSample(1, 0, 0, 0));

        Assert.All(history.At(TimeSpan.FromSeconds(0.9)), series => Assert.Empty(series.Samples));
    }

    [Fact]
    public void A_steady_run_looks_steady_in_every_window_and_takes_no_more_room_however_long_it_lasts()
    {
        var history = new SampleHistory();
        const int Seconds = 100_000;
        for (var second = 0; second < Seconds; second++)
        {
            history.Add(TimeSpan.FromSeconds(second), new RunSample(2, 0, 0, 0));
        }

        var windows = history.At(TimeSpan.FromSeconds(Seconds));

        Assert.Equal((60, 180), (windows[0].Samples.Length, windows[1].Samples.Length));
        Assert.InRange(windows[2].Samples.Length, 100, 240);
        Assert.All(windows, window => Assert.All(window.Samples, sample => Assert.Equal(2, sample.Units / window.WidthSeconds, 6)));
        Assert.Equal((Seconds - 60.0, Seconds - 900.0, 0.0), (windows[0].FirstSeconds, windows[1].FirstSeconds, windows[2].FirstSeconds));
    }

    [Fact]
    public void After_a_long_silence_the_last_minute_is_empty_and_the_whole_run_is_not()
    {
        var history = new SampleHistory();
        history.Add(TimeSpan.Zero, new RunSample(7, 0, 0, 0));

        var windows = history.At(TimeSpan.FromHours(10));

        Assert.All(windows[0].Samples, sample => Assert.Equal(default, sample));
        Assert.Equal(7, windows[2].Samples.Sum(s => s.Units));
    }
}
