using System.Collections.Immutable;
using System.Net;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;

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

    /// <summary>Gets the file of the certificate, absolute; null for none.</summary>
    public string? Certificate { get; init; }

    /// <summary>Gets the file of its password, absolute; null for none.</summary>
    public string? CertificatePasswordFile { get; init; }

    /// <summary>Gets whether an address that others can reach may do without encryption.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>Gets names of this server besides its address.</summary>
    public ImmutableArray<string> HostNames { get; init; } = [];

    /// <summary>Gets where pages are served, and who may do what there.</summary>
    /// <exception cref="CommandException">Others could read along, or the certificate cannot be used: exit 2.</exception>
    public DashboardSettings Settings()
    {
        var settings = new DashboardSettings
        {
            Address = Address,
            Port = Port,
            AllowsControl = AllowsControl,
            HostNames = HostNames,
            Certificate = Certificate is { } file ? DashboardCertificate.Read(file, CertificatePasswordFile) : null,
        };
        return settings.IsLocal || settings.Certificate is not null || IsInsecure
            ? settings
            : throw new CommandException(
                ExitCode.Usage,
                "address",
                $"--address {Address}: other machines can reach it, and read along without encryption",
                "Give --certificate FILE, or --insecure-address if something else encrypts; or reach 127.0.0.1 through ssh -L.");
    }
}
