using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards.Browsing;

/// <summary>The dashboard as people start it, a process of its own.</summary>
internal sealed class ServedDashboard : IDisposable
{
    private readonly BackfillProcess _process;

    private ServedDashboard(BackfillProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Gets the address that signs a browser in, once; it is printed where commands are allowed.</summary>
    public async Task<string> LoginAsync() => new Uri((await _process.OutLineAsync("sign in, once, at ")).Split(' ')[^1]).PathAndQuery;

    public static async Task<ServedDashboard> StartAsync(string directory, params string[] more)
    {
        var process = BackfillProcess.Start(directory, ["dashboard", WorkDirectory.Job, .. more.Contains("--port") ? more : ["--port", "0", .. more]]);
        return new ServedDashboard(process, new Uri((await process.OutLineAsync("listening on ")).Split(' ')[^1]));
    }

    /// <summary>Ends it as Ctrl-C does.</summary>
    public async Task<int> EndAsync()
    {
        _process.Signal(BackfillProcess.SigInt);
        return await _process.ExitAsync();
    }

    public void Dispose() => _process.Dispose();
}
