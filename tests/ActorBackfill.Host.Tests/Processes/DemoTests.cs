using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Processes;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_fills_a_sink_and_a_second_one_makes_no_request()
    {
        using var directory = new WorkDirectory();

        var (first, text, error) = await BackfillProcess.RunAsync(directory.Path, "demo");
        Assert.True(first == ExitCode.Complete, error + text);
        Assert.Contains("units     21: 21 done", text, StringComparison.Ordinal);
        Assert.Contains("What to look at:", text, StringComparison.Ordinal);
        Assert.True(File.Exists(directory.File("greyhounds.db")));

        var (second, again, _) = await BackfillProcess.RunAsync(directory.Path, "demo");
        Assert.Equal(ExitCode.Complete, second);
        Assert.Contains("Nothing is left to do: the sink has all 21 units; 0 requests made.", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_demo_says_comes_next_is_right()
    {
        using var directory = new WorkDirectory();
        var (_, text, _) = await BackfillProcess.RunAsync(directory.Path, "demo");

        var next = text.Split('\n').Single(line => line.StartsWith("  next", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..];
        var (exit, verified, _) = await BackfillProcess.RunAsync(directory.Path, next);

        Assert.Equal(ExitCode.Complete, exit);
        Assert.Contains("ledger and sink are equal", verified, StringComparison.Ordinal);
    }
}
