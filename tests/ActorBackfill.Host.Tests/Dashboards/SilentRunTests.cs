using System.Net.Sockets;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Dashboards.Live;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>A run that listens and does not answer: its pages do not stand in line for it.</summary>
public sealed class SilentRunTests : IDisposable
{
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(2), Ceiling = TimeSpan.FromMinutes(5);

    private readonly WorkDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly JobWatch _watch;
    private readonly LoadedJob _job;

    public SilentRunTests()
    {
        var talk = new Talk(new RecordingTerminal(time: _time, directory: _directory.Path).Terminal, false, true, false, true, true);
        var choice = new JobChoice(_directory.File(WorkDirectory.Job), null, null, null, _directory.File(".backfill"), []);
        var jobs = new DashboardJobs(_directory.File(".backfill"), [choice], choice, talk);
        _watch = new JobWatch(jobs, new DashboardSettings());
        _job = jobs.Load("days")!;
        JobPaths.CreatePrivate(_job.Paths.Directory);
        _socket.Bind(new UnixDomainSocketEndPoint(ControlSocketFile.Resolve(_job.Paths.ControlSocket)));
        _socket.Listen();
    }

    [Fact]
    public async Task It_is_asked_once_for_all_pages_and_they_say_for_how_long_it_has_been_silent()
    {
        using var held = Hold();
        var pages = Enumerable.Range(0, 10).Select(_ => OpenAsync()).ToList();
        using var asked = await _socket.AcceptAsync().WaitAsync(Ceiling);

        _time.Advance(Answer);
        var shown = await Task.WhenAll(pages).WaitAsync(Ceiling);
        _time.Advance(Answer);
        var later = await OpenAsync().WaitAsync(Ceiling);

        Assert.All(shown, job => Assert.Equal(("running", 2.0), (job!.State, job.SilentSeconds)));
        Assert.Equal(4, later!.SilentSeconds);
        Assert.Contains("No answer for 4 s", later.Stale, StringComparison.Ordinal);
        Assert.False(_socket.Poll(0, SelectMode.SelectRead), "it was asked again");
    }

    [Fact]
    public async Task While_it_is_asked_again_nobody_else_waits()
    {
        using var held = Hold();
        var first = OpenAsync();
        using (await _socket.AcceptAsync().WaitAsync(Ceiling))
        {
            _time.Advance(Answer);
            await first.WaitAsync(Ceiling);
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        var asks = OpenAsync();
        using var again = await _socket.AcceptAsync().WaitAsync(Ceiling);
        var others = await Task.WhenAll(OpenAsync(), OpenAsync()).WaitAsync(Ceiling);

        Assert.False(asks.IsCompleted);
        Assert.All(others, job => Assert.Equal(12, job!.SilentSeconds));
        _time.Advance(Answer);
        Assert.Equal(14, (await asks.WaitAsync(Ceiling))!.SilentSeconds);
    }

    [Fact]
    public async Task When_its_process_has_ended_no_page_says_that_it_is_silent()
    {
        using (Hold())
        {
            var first = OpenAsync();
            using var asked = await _socket.AcceptAsync().WaitAsync(Ceiling);
            _time.Advance(Answer);
            Assert.NotNull((await first.WaitAsync(Ceiling))!.SilentSeconds);
        }

        var after = await OpenAsync().WaitAsync(Ceiling);

        Assert.Equal(("never-run", null), (after!.State, after.Stale));
    }

    public void Dispose()
    {
        _socket.Dispose();
        _directory.Dispose();
    }

    private Task<LiveJob?> OpenAsync() => _watch.NowAsync("days", null, CancellationToken.None);

    private JobHolder Hold() => JobHolder.Acquire(_job.SinkPath, _job.Definition.IdentityText, _job.Paths.Directory, takeover: false);
}
