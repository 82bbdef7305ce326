using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Hooks;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Progress;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Hooks;

/// <summary>Who is told that a run stands still, and when.</summary>
public sealed class StallTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly WorkDirectory _directory = new();

    [Fact]
    public void A_stall_is_told_once_and_again_after_a_unit_has_ended()
    {
        var watch = new StallWatch(10 * Minute);
        var told = new List<int>();
        for (var minute = 0; minute < 60; minute++)
        {
            // One unit ends in the 25th minute.
            if (watch.See(Progresses.Of(20, minute < 25 ? 3 : 4), minute * Minute) is not null)
            {
                told.Add(minute);
            }
        }

        Assert.Equal([10, 35], told);
    }

    [Fact]
    public void Time_in_which_it_is_paused_or_closed_until_then_or_has_nothing_left_does_not_count()
    {
        var still = Progresses.Of(20, 3);
        RunProgress[] known =
        [
            still with { Control = RunControl.Untouched with { PausedSince = DateTimeOffset.UnixEpoch } },
            still with { ClosedUntil = DateTimeOffset.UnixEpoch },
            Progresses.Of(3, 3),
        ];
        foreach (var progress in known)
        {
            var watch = new StallWatch(10 * Minute);
            Assert.All(Enumerable.Range(0, 60), minute => Assert.Null(watch.See(progress, minute * Minute)));
            Assert.Null(watch.See(still, 68 * Minute));
            Assert.Equal(10 * Minute, watch.See(still, 69 * Minute));
        }
    }

    [Fact]
    public async Task A_hook_hears_what_the_run_waits_for_while_it_goes_on()
    {
        var time = new ManualTimeProvider();
        var terminal = await StallAsync(time, new HookDefinition { Command = ["sh", "-c", "cat > told.json; echo $BACKFILL_EVENT $BACKFILL_JOB/$BACKFILL_RUN ${BACKFILL_EXIT:-none}"] });

        using var told = JsonDocument.Parse(await File.ReadAllTextAsync(_directory.File("told.json")));
        var stalled = told.RootElement;
        Assert.Equal(("stalled", "days", 600, 17), (stalled.GetProperty("event").GetString(), stalled.GetProperty("job").GetString(), stalled.GetProperty("seconds").GetInt32(), stalled.GetProperty("units").GetProperty("open").GetInt32()));
        Assert.Equal("the sink: disk full", stalled.GetProperty("waitingFor").GetString());
        Assert.Contains("stalled days/1 none", await File.ReadAllTextAsync(_directory.File("runs/1/hooks.log")), StringComparison.Ordinal);
        Assert.Contains("hook command sh: done", terminal.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_example_mails_what_it_is_told()
    {
        Skip.If(OperatingSystem.IsWindows(), "a shell script");
        var script = Path.GetFullPath(Path.Combine(JobFolders.Default()[0], "..", "..", "ops", "hooks", "mail.sh"));
        var sendmail = _directory.File("sendmail");
        await File.WriteAllTextAsync(sendmail, "#!/bin/sh\necho \"$@\" > arguments.txt\ncat > mail.txt\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(sendmail, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await StallAsync(new ManualTimeProvider(), new HookDefinition { Command = ["sh", script, "night@example.org", sendmail] });

        var mail = await File.ReadAllTextAsync(_directory.File("mail.txt"));
        Assert.Equal("-t\n", await File.ReadAllTextAsync(_directory.File("arguments.txt")));
        Assert.StartsWith("To: night@example.org\nSubject: backfill days/1 stalled\nMIME-Version: 1.0\n", mail, StringComparison.Ordinal);
        using var body = JsonDocument.Parse(mail[mail.IndexOf("\n\n", StringComparison.Ordinal)..]);
        Assert.Equal("stalled", body.RootElement.GetProperty("event").GetString());
    }

    [Fact]
    public async Task A_real_run_that_gets_no_answer_tells_its_hook_and_still_finishes()
    {
        using var source = new DaySource();
        source.HoldAfter = 5;
        var text = await File.ReadAllTextAsync(_directory.File(WorkDirectory.Job));
        _directory.Write(WorkDirectory.Job, text + "\nhooks { on-stall = [{ command = [sh, -c, \"cat > told.json\"] }], stall-after = 1s }\n");
        using var process = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. source.Flag]);
        await process.ErrorLineAsync("hook command sh: done");
        source.Release();

        Assert.Equal(0, await process.ExitAsync());
        Assert.Contains("\"event\": \"stalled\"", await File.ReadAllTextAsync(_directory.File("told.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hook_that_hangs_is_ended_with_the_run_and_not_waited_for()
    {
        // Its own limit is never reached: the clock stands still.
        var terminal = await StallAsync(new ManualTimeProvider(), new HookDefinition { Command = ["sh", "-c", "exec sleep 100000"] }, isAwaited: false);

        Assert.Contains("hook command sh: was ended, as the run itself had", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_nobody_answers_is_given_up_with_the_run()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var terminal = await StallAsync(new ManualTimeProvider(), new HookDefinition { Webhook = new Uri($"http://{listener.LocalEndpoint}/told") }, isAwaited: false);

        Assert.Contains("was ended, as the run itself had", terminal.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private async Task<RecordingTerminal> StallAsync(ManualTimeProvider time, HookDefinition hook, bool isAwaited = true)
    {
        Directory.CreateDirectory(_directory.File("runs/1"));
        var terminal = new RecordingTerminal(time: time, directory: _directory.Path);
        var talk = new Talk(terminal.Terminal, false, false, false, true, true);
        var progress = Progresses.Of(20, 3) with { WaitingFor = "the sink: disk full" };
        var show = ProgressStyles.Create(ProgressStyle.None, new ProgressDefinition(), talk);
        await using (var stalls = new StallHooks("days", new HooksDefinition { OnStall = [hook] }, new JobPaths(_directory.Path), show, talk))
        {
            stalls.Update(progress);
            time.Advance(TimeSpan.FromMinutes(10));
            stalls.Update(progress);
            stalls.Update(progress);
            if (isAwaited)
            {
                await stalls.Told;
            }
        }

        return terminal;
    }
}
