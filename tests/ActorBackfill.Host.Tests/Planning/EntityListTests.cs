using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Tests.Planning;

public sealed class EntityListTests : IDisposable
{
    private readonly ListJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public async Task A_plan_knows_the_list_as_it_was_read_last()
    {
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));
        _job.Players("id,name,seen", "a,Ann,3", "b,Bo,20", "c,Cy,100", "d,Di,1");

        Assert.Equal(ExitCode.Complete, await _job.RunAsync("plan"));
        Assert.Contains("3 units", _job.Terminal.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("plan", "--refresh-lists"));
        Assert.Contains("4 units", _job.Terminal.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("status"));
        Assert.Contains("3: 3 done", _job.Terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_comes_twice_is_counted()
    {
        _job.Players("id,name,seen", "a,Ann,3", "b,Bo,20", "a,Ann,3");
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));
        Assert.Contains("player: 2 entities, 1 duplicate dropped", _job.Terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_list_is_an_error_unless_it_may_be_empty()
    {
        _job.Players("id,name,seen");
        Assert.Equal(ExitCode.Usage, await _job.RunAsync("run"));
        Assert.Contains("list player is empty", _job.Terminal.Error, StringComparison.Ordinal);
        Assert.Contains("plan.player.allow-empty = true", _job.Terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--set", "plan.player.allow-empty=true"));
    }

    [Fact]
    public async Task A_list_that_is_not_there_is_named()
    {
        File.Delete(_job.Directory.File("players.csv"));
        Assert.Equal(ExitCode.Usage, await _job.RunAsync("run"));
        Assert.Contains("players.csv: there is no such file", _job.Terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_exit_8_and_what_is_kept_goes_on()
    {
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--limit", "1"));
        _job.Change("file = players.csv, column = id", "http { base = \"http://127.0.0.1:1\", key = id }");

        Assert.Equal(ExitCode.SourceUnusable, await _job.RunAsync("run", "--set", "retry.max-attempts=1"));
        Assert.Contains("go on with it:", _job.Terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("resume"));
        Assert.Equal(3, _job.Rows.Count);
    }

    [Fact]
    public async Task A_damaged_list_is_read_anew_on_request()
    {
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));
        await File.WriteAllTextAsync(_job.Directory.File(".backfill/stats/lists/player.ndjson"), """{"v":1,"at":"2026-01-01T00:00:00Z","count":5,"duplicates":0,"attributes":["name","seen"]}""");
        Assert.Equal(ExitCode.Usage, await _job.RunAsync("status"));
        Assert.Contains("--refresh-lists", _job.Terminal.Error, StringComparison.Ordinal);
    }
}
