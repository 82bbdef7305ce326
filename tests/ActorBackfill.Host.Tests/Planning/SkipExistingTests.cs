using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Tests.Planning;

public sealed class SkipExistingTests : IDisposable
{
    private readonly ListJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public async Task S3_04_units_whose_rows_are_there_are_skipped_and_do_not_use_up_the_limit()
    {
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--entities", "c"));
        _job.Directory.Tamper("INSERT INTO stats(id, name, value, _unit, _job) VALUES ('a', 'by hand', 7, 'other', 0)");

        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--skip-existing", "--limit", "1", "--serial"));

        Assert.Equal(["a by hand 7", "b Bo 2", "c Cy 3"], _job.Rows);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("status"));
        Assert.Contains("1 skipped", _job.Terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_to_look_for_has_to_be_known()
    {
        _job.Change("id = \"$unit.player\", name", "id = id, name");
        Assert.Equal(ExitCode.Usage, await _job.RunAsync("run", "--skip-existing"));
        Assert.Contains("no table of stats has every dimension (player) as a column of its own", _job.Terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--skip-existing", "--set", "skip-existing.table=stats", "--set", "skip-existing.columns.id=\"{player}\""));
        Assert.Equal(3, _job.Rows.Count);
    }
}
