using System.Diagnostics;
using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Crash;

/// <summary>Kills the real process at random instants and looks at what is in the sink in the end.</summary>
public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 20;
    private const int Workers = 4;

    // Requests before a kill is decided, at most, and answers after them: however slow each kill is, all of them leave something to do.
    private const int Most = 30, Slack = 12, Units = (Kills * (Most + Slack)) + 60;

    // Units handed over and not yet journaled that a run may have; RunSettings.CreditUnits.
    private const int Credits = 4_000;

    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new() { Latency = TimeSpan.FromMilliseconds(2) };

    [Fact]
    [Trait("Category", "Crash")]
    public async Task After_twenty_kills_at_random_instants_the_sink_is_that_of_an_uninterrupted_run()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var asked = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = _directory.Column("backfill_ledger", "unit").ToHashSet(StringComparer.Ordinal);
            await KillAfterAsync(random.Next(0, Most), random);
            CheckRun(before, asked);
            asked = _source.Days.Count;
        }

        var left = _directory.Column("backfill_ledger", "unit").ToHashSet(StringComparer.Ordinal);
        var (exit, text, error) = await RunAsync("resume", WorkDirectory.Job, "--json");
        Assert.True(exit == ExitCode.Complete, error + text);
        CheckRun(left, asked);
        output.WriteLine($"{_source.Days.Count - Units} units fetched again in {Kills} kills; {left.Count} units were done before the last run");
        Assert.InRange(_source.Days.Count - Units, 0, Kills * (Workers + Credits));

        await CheckSinkAsync();
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private static string[] Range => ["--start-date", "2023-01-01", "--end-date", "2025-06-18"];

    private async Task KillAfterAsync(int requests, Random random)
    {
        // However slow the kill is, the run cannot come to its end before it.
        _source.HoldAfter = _source.Days.Count + requests + Slack;
        using var process = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. Range, .. _source.Flag]);
        // At its start, when nothing but its first line is there, or while it works.
        if (requests == 0)
        {
            await process.ErrorLineAsync("backfill ");
        }
        else
        {
            await Task.WhenAny(_source.RequestsAsync(_source.Days.Count + requests), process.ExitAsync());
        }

        // Random to the instruction: requests come at regular places of a unit's life.
        var clock = Stopwatch.StartNew();
        var wait = random.NextDouble() * 30;
        while (clock.Elapsed.TotalMilliseconds < wait)
        {
            Thread.SpinWait(50);
        }

        process.Signal(BackfillProcess.SigKill);
        await process.ExitAsync();
        _source.Release();
    }

    // No unit that was in the ledger when the run began was asked for.
    private void CheckRun(HashSet<string> ledger, int asked) =>
        Assert.DoesNotContain(_source.Days.Skip(asked), day => ledger.Contains("day=" + day));

    private async Task CheckSinkAsync()
    {
        Assert.Equal(Units, _directory.Ask<long>("SELECT count(*) FROM backfill_ledger"));
        Assert.Equal(Units * 3, _directory.Ask<long>("SELECT count(*) FROM rows"));
        var (control, _, error) = await RunAsync("run", WorkDirectory.Job, "--sink", "control.db", "--state", "control");
        Assert.True(control == ExitCode.Complete, error);
        Assert.Equal(await HashAsync("--sink", "control.db", "--state", "control"), await HashAsync());
    }

    private async Task<string?> HashAsync(params IEnumerable<string> args)
    {
        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, ["verify", WorkDirectory.Job, "--json", .. args]);
        Assert.True(exit == ExitCode.Complete, error + text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("hash").GetString();
    }

    private Task<(int Exit, string Out, string Error)> RunAsync(params IEnumerable<string> args) =>
        BackfillProcess.RunAsync(_directory.Path, [.. args, .. Range, .. _source.Flag]);
}
