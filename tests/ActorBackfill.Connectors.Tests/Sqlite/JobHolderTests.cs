using System.Diagnostics;
using System.Text;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Sqlite;

public sealed class JobHolderTests : IDisposable
{
    private const string Job = "greyhounds?state=VIC";

    private readonly TestFolder _folder = new();
    private readonly List<Process> _processes = [];

    private string Sink => _folder["sink.db"];

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _folder.Dispose();
    }

    [Fact]
    public void A8_A_job_has_one_holder_whatever_its_state_directory()
    {
        using var first = JobHolder.Acquire(Sink, Job, _folder["state1"], takeover: false);

        var error = Assert.Throws<JobHeldException>(() => JobHolder.Acquire(Sink, Job, _folder["state2"], takeover: false));

        Assert.Equal((Environment.ProcessId, Environment.MachineName, _folder["state1"]), (error.Holder!.ProcessId, error.Holder.Host, error.Holder.StateDirectory));
        Assert.Contains($"process {Environment.ProcessId} (state ", error.Message, StringComparison.Ordinal);
        Assert.Contains("--takeover", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_directory_has_one_holder_whatever_the_sink()
    {
        using var first = JobHolder.Acquire(Sink, Job, _folder["state"], takeover: false);

        var error = Assert.Throws<JobHeldException>(() => JobHolder.Acquire(_folder["other.db"], Job, _folder["state"], takeover: false));

        Assert.EndsWith("journal.lock", error.LockPath, StringComparison.Ordinal);
        // The refused one has let go of the sink it had taken before.
        JobHolder.Acquire(_folder["other.db"], Job, _folder["state2"], takeover: false).Dispose();
    }

    [Fact]
    public void Whoever_only_asks_for_the_holder_leaves_no_file()
    {
        Directory.CreateDirectory(_folder["state"]);

        Assert.Null(HolderLookup.Find(Sink, Job));
        Assert.Null(HolderLookup.OfState(_folder["state"]));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(Sink)!, "*", SearchOption.AllDirectories));

        using var holder = JobHolder.Acquire(Sink, Job, _folder["state"], takeover: false);
        Assert.Equal(Environment.ProcessId, HolderLookup.Find(Sink, Job)?.ProcessId);
    }

    [Fact]
    public void Other_jobs_of_the_sink_are_free_and_the_job_is_free_again_after_its_holder()
    {
        using (JobHolder.Acquire(Sink, Job, null, takeover: false))
        {
            JobHolder.Acquire(Sink, "greyhounds?state=NSW", null, takeover: false).Dispose();
        }

        JobHolder.Acquire(Sink, Job, null, takeover: false).Dispose();
    }

    [SkippableFact]
    public void A10_A_holder_that_was_killed_leaves_nothing_to_clean_up()
    {
        var other = HoldInAnotherProcess();
        Assert.Throws<JobHeldException>(() => JobHolder.Acquire(Sink, Job, null, takeover: false));

        other.Kill();
        other.WaitForExit();

        JobHolder.Acquire(Sink, Job, null, takeover: false).Dispose();
    }

    [SkippableFact]
    public void A7_A_frozen_holder_is_named_with_its_state_and_ended_by_a_takeover()
    {
        var other = HoldInAnotherProcess();
        using (var stop = Process.Start("kill", ["-STOP", $"{other.Id}"]))
        {
            stop.WaitForExit();
        }

        // The kernel stops it a moment after the signal was sent; nothing tells when.
        SpinWait.SpinUntil(() => ProcessProbe.State(other.Id) == "T", TimeSpan.FromMinutes(3));

        var error = Assert.Throws<JobHeldException>(() => JobHolder.Acquire(Sink, Job, null, takeover: false));
        Assert.Equal((other.Id, "T"), (error.Holder!.ProcessId, error.ProcessState));
        Assert.Contains($"process {other.Id} (state T)", error.Message, StringComparison.Ordinal);

        using var mine = JobHolder.Acquire(Sink, Job, null, takeover: true);
        Assert.True(other.WaitForExit(TimeSpan.FromMinutes(3)));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_holder_that_is_not_the_process_it_says_is_not_killed(bool otherHost)
    {
        var other = HoldInAnotherProcess(info => otherHost ? info with { Host = "elsewhere" } : info with { ProcessStart = "1" });

        var error = Assert.Throws<JobHeldException>(() => JobHolder.Acquire(Sink, Job, null, takeover: true));

        Assert.Contains(otherHost ? "only a process on elsewhere" : "has ended", error.Message, StringComparison.Ordinal);
        Assert.False(other.HasExited);
    }

    [Fact]
    public void A_takeover_of_a_free_job_just_takes_it_and_never_ends_its_own_process()
    {
        using var mine = JobHolder.Acquire(Sink, Job, null, takeover: true);

        Assert.Contains("this process", Assert.Throws<JobHeldException>(() => JobHolder.Acquire(Sink, Job, null, takeover: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_whose_lock_cannot_be_made_is_refused()
    {
        Assert.Throws<SinkUnusableException>(() => JobHolder.Acquire(_folder["no/such/sink.db"], Job, null, takeover: false));
    }

    [Theory]
    [InlineData("a/../../b")]
    [InlineData("new\nline")]
    public void A_lock_file_stands_beside_the_sink_whatever_the_job_is_called(string job)
    {
        Assert.Equal(_folder.Path, Path.GetDirectoryName(JobHolder.SinkLockPath(Sink, job)));
        Assert.InRange(Path.GetFileName(JobHolder.SinkLockPath(Sink, job + new string('x', 500))).Length, 1, 200);
    }

    [SkippableFact]
    public void The_state_directory_is_private()
    {
        Skip.If(OperatingSystem.IsWindows(), "rights of Unix");

        using var holder = JobHolder.Acquire(Sink, Job, _folder["state/job"], takeover: false);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(_folder["state/job"]).UnixFileMode);
    }

    // flock(1) takes the same lock as we do, and becomes the command it runs.
    private Process HoldInAnotherProcess(Func<HolderInfo, HolderInfo>? change = null)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "needs Linux and flock");
        var path = JobHolder.SinkLockPath(Sink, Job);
        var process = Process.Start(new ProcessStartInfo("flock", ["-F", path, "sh", "-c", "echo held; exec sleep 600"]) { RedirectStandardOutput = true })!;
        _processes.Add(process);
        Assert.Equal("held", process.StandardOutput.ReadLine());
        var info = new HolderInfo(process.Id, ProcessProbe.StartOf(process.Id)!, Environment.MachineName, DateTimeOffset.UnixEpoch, null);
        // Written as another program would: .NET's own way to open a file asks for the lock.
        using var write = Process.Start(new ProcessStartInfo("tee", [path]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        write.StandardInput.Write(Encoding.UTF8.GetString((change?.Invoke(info) ?? info).Write()));
        write.StandardInput.Close();
        write.WaitForExit();
        return process;
    }
}
