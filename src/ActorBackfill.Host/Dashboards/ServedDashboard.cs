using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.Failures;
using Serilog;

namespace ActorBackfill.Host.Dashboards;

/// <summary>Pages that are served: the port, and the file with the token of programs. Dispose it to end both.</summary>
internal sealed class ServedDashboard : IAsyncDisposable
{
    private readonly DashboardHost _host;
    private readonly LateLog _log;
    private TokenFile? _token;

    private ServedDashboard(DashboardHost host, LateLog log, DashboardSettings settings)
    {
        (_host, _log) = (host, log);
        Token = settings.Keys.Token;
        // Where everybody may read and nobody may do more, there is nothing to sign in for.
        Login = settings.AllowsControl || !settings.IsLocal ? host.NewLogin() : null;
    }

    /// <summary>Gets the address of the first page.</summary>
    public string Address => _host.Address;

    /// <summary>Gets the one-time address that signs a browser in; null when there is nothing to sign in for.</summary>
    public string? Login { get; }

    private string Token { get; }

    /// <summary>Opens the port and serves. Nothing is written yet.</summary>
    /// <param name="settings">Where, and who may do what.</param>
    /// <param name="jobs">What is shown.</param>
    /// <exception cref="CommandException">The port is taken, or the address is not this machine's: exit 2.</exception>
    public static async Task<ServedDashboard> StartAsync(DashboardSettings settings, DashboardJobs jobs)
    {
        var log = new LateLog();
        try
        {
            var host = await DashboardHost.StartAsync(settings, services => DashboardPorts.Add(services, jobs), logging => logging.AddSerilog(log.Logger, dispose: true));
            return new ServedDashboard(host, log, settings);
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCode.Usage, "port", $"dashboard at {settings.Address}, port {settings.Port}: {e.Message}", "Give another port; 0 takes a free one.", e);
        }
    }

    /// <summary>Writes the token's file, which only its owner can read, and lets log lines go.</summary>
    /// <param name="state">The state directory, absolute.</param>
    /// <param name="log">Where log lines go.</param>
    public void Attach(string state, ILogger log)
    {
        _log.Target = log;
        _token = TokenFile.Write(state, _host.Port, Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _token?.Dispose();
    }
}
