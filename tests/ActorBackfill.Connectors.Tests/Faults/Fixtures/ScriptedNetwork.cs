using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ActorBackfill.Connectors.Http.Connecting;

namespace ActorBackfill.Connectors.Tests.Faults.Fixtures;

/// <summary>A network of made-up names and addresses. An address leads to a port of this machine, refuses, or swallows everything.</summary>
internal sealed class ScriptedNetwork
{
    private readonly ConcurrentDictionary<string, int> _lookups = new();
    private readonly Dictionary<IPAddress, int> _ports = [];
    private readonly HashSet<IPAddress> _refusing = [];
    private readonly SemaphoreSlim _swallowed = new(0);

    public ScriptedNetwork(Func<string, int, Task<IPAddress[]>> names) => Network = new Network
    {
        Resolve = (name, _) => names(name, _lookups.AddOrUpdate(name, 1, (_, n) => n + 1)),
        Dial = DialAsync,
        Variable = name => Variables.GetValueOrDefault(name),
    };

    public ScriptedNetwork(params string[] addresses)
        : this((_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse)))
    {
    }

    public Network Network { get; set; }

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Gets what was connected to, in order.</summary>
    public ConcurrentQueue<IPEndPoint> Dialled { get; } = new();

    public int LookupsOf(string name) => _lookups.GetValueOrDefault(name);

    public ScriptedNetwork With(string address, int port)
    {
        _ports[IPAddress.Parse(address)] = port;
        return this;
    }

    public ScriptedNetwork Refusing(string address)
    {
        _refusing.Add(IPAddress.Parse(address));
        return this;
    }

    /// <summary>Returns once an address that swallows everything has been tried.</summary>
    public async Task SwallowedAsync() => Assert.True(await _swallowed.WaitAsync(TimeSpan.FromMinutes(3)), "nothing was swallowed");

    private async Task<Stream> DialAsync(IPEndPoint to, CancellationToken cancellation)
    {
        Dialled.Enqueue(to);
        if (_refusing.Contains(to.Address))
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        if (!_ports.TryGetValue(to.Address, out var port))
        {
            _swallowed.Release();
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
