using System.Collections.Immutable;
using System.Net;
using ActorBackfill.Host.CommandLine;

namespace ActorBackfill.Host.Dashboards;

/// <summary>What is shown, and where.</summary>
internal sealed record DashboardChoice
{
    /// <summary>The port where none is named.</summary>
    public const int StandardPort = 8_091;

    /// <summary>Gets the jobs that are shown; empty means all of the state directory.</summary>
    public ImmutableArray<JobChoice> Named { get; init; } = [];

    /// <summary>Gets what is laid over jobs that were not named; its job is put in.</summary>
    public required JobChoice Others { get; init; }

    /// <summary>Gets the address; loopback by default.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Gets the TCP port; 0 takes a free one.</summary>
    public int Port { get; init; } = StandardPort;

    /// <summary>Gets whether commands are taken.</summary>
    public bool AllowsControl { get; init; }
}
