using System.Net.Sockets;
using System.Text;
using ActorBackfill.Host.Controlling;
using Serilog;

namespace ActorBackfill.Host.Tests.Controlling;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ControlServerTests : IAsyncLifetime
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("backfill-control-");
    private readonly Answers _answers = new();
    private readonly List<IAsyncDisposable> _open = [];

    private string Path => System.IO.Path.Combine(_directory.FullName, "control.sock");

    [Fact]
    public async Task A_request_is_answered_and_says_who_asks()
    {
        Start();

        var answer = await ControlClient.AskAsync(Path, new ScaleCommand { Workers = 7 }, TimeProvider.System);

        Assert.Equal("done", Assert.Single(answer!.Lines));
        var (request, peer) = Assert.Single(_answers.Asked);
        Assert.Equal(new ScaleCommand { Workers = 7 }, request);
        Assert.Equal(OperatingSystem.IsLinux() ? Environment.ProcessId : null, peer.ProcessId);
        Assert.True(peer.IsAllowed);
    }

    [Fact]
    public void The_socket_is_its_owners_alone_from_its_first_moment()
    {
        File.SetUnixFileMode(_directory.FullName, (UnixFileMode)0b111_111_111);

        Start();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Equal(["control.sock"], _directory.EnumerateFileSystemInfos().Select(f => f.Name));
    }

    [Fact]
    public void Another_user_may_not()
    {
        Assert.False(new ControlPeer(4_000_000_000, 1).IsAllowed);
    }

    [Fact]
    public async Task What_a_killed_process_left_is_replaced()
    {
        using (var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            left.Bind(new UnixDomainSocketEndPoint(Path + "x"));
            File.Move(Path + "x", Path);
        }

        Directory.CreateDirectory(System.IO.Path.Combine(_directory.FullName, ".control"));
        Assert.Null(await ControlClient.AskAsync(Path, new PauseCommand(), TimeProvider.System));

        Start();

        Assert.True((await ControlClient.AskAsync(Path, new PauseCommand(), TimeProvider.System))!.Ok);
    }

    [Fact]
    public async Task Nobody_listens_where_there_is_nothing() =>
        Assert.Null(await ControlClient.AskAsync(Path, new PauseCommand(), TimeProvider.System));

    [Fact]
    public async Task The_socket_goes_with_its_server()
    {
        var server = Start();

        await EndAsync(server);

        Assert.Empty(_directory.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_path_that_is_too_long_for_a_socket_works_all_the_same()
    {
        var deep = System.IO.Path.Combine(_directory.FullName, new string('d', 100), new string('e', 60));
        Directory.CreateDirectory(deep);
        var path = System.IO.Path.Combine(deep, "control.sock");

        // Twice: the second finds what a killed first one would leave.
        Keep(ControlServer.Start(path, _answers, TimeProvider.System, Log.Logger)!);
        var left = new FileInfo(path).LinkTarget!;
        var server = ControlServer.Start(path, _answers, TimeProvider.System, Log.Logger)!;

        Assert.True((await ControlClient.AskAsync(path, new PauseCommand(), TimeProvider.System))!.Ok);
        var real = new FileInfo(path).LinkTarget!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(System.IO.Path.GetDirectoryName(real)!));
        Assert.False(Directory.Exists(System.IO.Path.GetDirectoryName(left)));
        await EndAsync(server);
        Assert.False(Directory.Exists(System.IO.Path.GetDirectoryName(real)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(deep));
    }

    [Fact]
    public void A_run_goes_on_without_a_socket_where_there_can_be_none()
    {
        Directory.CreateDirectory(Path);
        File.WriteAllText(System.IO.Path.Combine(Path, "kept"), "");

        Assert.Null(ControlServer.Start(Path, _answers, TimeProvider.System, Log.Logger));

        Assert.True(File.Exists(System.IO.Path.Combine(Path, "kept")));
    }

    [Theory]
    [InlineData("pause", "bad-request")]
    [InlineData("[]", "bad-request")]
    [InlineData("{}", "bad-request")]
    [InlineData("""{"v":1}""", "bad-request")]
    [InlineData("""{"v":1,"command":"explode"}""", "bad-request")]
    [InlineData("""{"v":1,"command":"pause","force":true}""", "bad-request")]
    [InlineData("""{"v":1,"v":1,"command":"pause"}""", "bad-request")]
    [InlineData("""{"v":1,"command":"scale","workers":"many"}""", "bad-request")]
    [InlineData("""{"v":1,"command":"why"}""", "bad-request")]
    [InlineData("""{"v":1,"command":"why","unit":null}""", "bad-request")]
    [InlineData("""{"v":1,"command":"pause","$type":"System.IO.FileInfo"}""", "bad-request")]
    [InlineData("""{"v":1,"command":"pause","x":[[[[[[[[[[[[1]]]]]]]]]]]]}""", "bad-request")]
    [InlineData("""{"v":2,"command":"pause","new":1}""", "other-version")]
    public async Task What_is_not_known_is_refused_and_nothing_is_done(string line, string code)
    {
        Start();

        var answer = await SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

        Assert.Equal((false, code), (answer.Ok, answer.Code));
        Assert.Empty(_answers.Asked);
        Assert.True((await ControlClient.AskAsync(Path, new PauseCommand(), TimeProvider.System))!.Ok);
    }

    [Fact]
    public async Task The_order_of_members_does_not_matter()
    {
        Start();

        Assert.True((await SendAsync("""{"workers":3,"command":"scale","v":1}"""u8.ToArray().Append((byte)'\n').ToArray())).Ok);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_before_it_ends()
    {
        Start();

        var answer = await SendAsync([.. Enumerable.Repeat((byte)' ', ControlProtocol.MaxRequestBytes)]);

        Assert.Equal("bad-request", answer.Code);
    }

    [Fact]
    public async Task A_client_that_leaves_at_any_time_ends_nobody_elses()
    {
        Start();
        foreach (var part in (byte[][])[[], "{\"v\":1,"u8.ToArray(), "{\"v\":1,\"command\":\"pause\"}\n"u8.ToArray(), [0xFF, 0x00, 0x0A]])
        {
            using var client = await ConnectAsync();
            await client.SendAsync(part);
            client.LingerState = new LingerOption(true, 0);
        }

        Assert.True((await ControlClient.AskAsync(Path, new UnpauseCommand(), TimeProvider.System))!.Ok);
    }

    [Fact]
    public async Task A_slow_client_is_cut_off_and_those_beyond_eight_are_told_to_come_again()
    {
        var time = new ActorBackfill.Tests.Shared.ManualTime();
        Keep(ControlServer.Start(Path, _answers, time, Log.Logger)!);
        var slow = new List<Socket>();
        for (var i = 0; i < ControlServer.MaxClients; i++)
        {
            slow.Add(await ConnectAsync());
        }

        Assert.Equal("busy", (await ControlClient.AskAsync(Path, new PauseCommand(), TimeProvider.System))!.Code);

        await time.WaitingAsync(ControlServer.MaxClients);
        time.Advance(ControlServer.ClientTime);
        foreach (var client in slow)
        {
            var buffer = new byte[1_000];
            Assert.Contains("too-slow", Encoding.UTF8.GetString(buffer, 0, await client.ReceiveAsync(buffer).WaitAsync(Ceiling)), StringComparison.Ordinal);
            Assert.Equal(0, await client.ReceiveAsync(buffer).WaitAsync(Ceiling));
            client.Dispose();
        }
    }

    [Fact]
    public async Task A_run_that_does_not_answer_is_not_waited_for_for_ever()
    {
        var time = new ActorBackfill.Tests.Shared.ManualTime();
        using var frozen = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        frozen.Bind(new UnixDomainSocketEndPoint(Path));
        frozen.Listen();
        var asked = ControlClient.AskAsync(Path, new PauseCommand(), time);
        using var accepted = await frozen.AcceptAsync();

        await time.WaitingAsync(1);
        time.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<TimeoutException>(() => asked.WaitAsync(Ceiling));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    // This xunit calls no DisposeAsync of IAsyncDisposable.
    public async Task DisposeAsync()
    {
        foreach (var server in _open)
        {
            await server.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    private ValueTask EndAsync(ControlServer server)
    {
        _open.Remove(server);
        return server.DisposeAsync();
    }

    private ControlServer Start() => Keep(ControlServer.Start(Path, _answers, TimeProvider.System, Log.Logger)!);

    private ControlServer Keep(ControlServer server)
    {
        _open.Add(server);
        return server;
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path));
        return socket;
    }

    private async Task<ControlResponse> SendAsync(byte[] bytes)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(bytes).WaitAsync(Ceiling);
        await using var stream = new NetworkStream(socket);
        var line = await ControlLine.ReadAsync(stream, ControlProtocol.MaxResponseBytes, CancellationToken.None).WaitAsync(Ceiling);
        return ControlProtocol.ReadResponse(line!.Value.Span);
    }

    private sealed class Answers : IAnswerControl
    {
        public System.Collections.Concurrent.ConcurrentQueue<(ControlRequest Request, ControlPeer Peer)> Asked { get; } = [];

        public Task<ControlResponse> AnswerAsync(ControlRequest request, ControlPeer peer, CancellationToken cancellation)
        {
            Asked.Enqueue((request, peer));
            return Task.FromResult(ControlResponse.Done("done"));
        }
    }
}
