using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Tests.Shared;

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

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_plan_says_how_many_would_be_skipped_and_counts_the_limit_after_them(bool isServer)
    {
        // More than one question to the sink has room for.
        string[] sink = ["--sink", isServer ? TestPostgres.Require().NewSink() : "days.db"];
        var ids = Enumerable.Range(0, 500).Select(i => $"p{i:000}").ToList();
        _job.Players(["id,name,seen", .. ids.Select(id => $"{id},N,1")]);
        _job.Directory.Write("data.csv", "id,value\n" + string.Concat(ids.Select(id => $"{id},1\n")));
        var (fresh, _) = await PlanAsync([.. sink, "--skip-existing"]);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", [.. sink, "--set", "job=others", "--entities", .. ids.Take(230)]));
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", [.. sink, "--entities", .. ids.Skip(490)]));

        Assert.Equal((0L, 500L, 500L), (fresh.Existing, fresh.Left, fresh.ToRun));
        Assert.Equal((null, 490L, 490L), (await PlanAsync(sink)).Found);
        Assert.Equal((230L, 260L, 260L), (await PlanAsync([.. sink, "--skip-existing"])).Found);
        var (limited, text) = await PlanAsync([.. sink, "--skip-existing", "--limit", "7"]);
        Assert.Equal((230L, 260L, 7L), limited);
        Assert.Contains("7 units of the 260 that are left", text, StringComparison.Ordinal);
        Assert.Matches("skipped +230 units whose rows are in the sink already", text);

        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", [.. sink, "--skip-existing"]));
        Assert.Contains("270 done, 230 skipped", _job.Terminal.Out, StringComparison.Ordinal);
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

    private async Task<((long? Existing, long Left, long ToRun) Found, string Text)> PlanAsync(string[] flags)
    {
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("plan", flags));
        var text = _job.Terminal.Out;
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("plan", [.. flags, "--json"]));
        using var plan = JsonDocument.Parse(_job.Terminal.Out);
        var root = plan.RootElement;
        long? existing = root.TryGetProperty("existing", out var found) ? found.GetInt64() : null;
        return ((existing, root.GetProperty("left").GetInt64(), root.GetProperty("toRun").GetInt64()), text);
    }
}
