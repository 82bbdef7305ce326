using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Doctoring;

/// <summary>The source: its name, whether anybody listens, what its clock says, and whether its limit feeds the workers.</summary>
internal static class SourceChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClockMayDiffer = TimeSpan.FromSeconds(30);

    /// <summary>Looks.</summary>
    /// <param name="job">The job.</param>
    /// <param name="time">The clock.</param>
    public static async Task<IReadOnlyList<Finding>> OfAsync(LoadedJob job, TimeProvider time)
    {
        var findings = new List<Finding>();
        if (job.Definition.Source is HttpSourceDefinition http && Uri.TryCreate(http.Base, UriKind.Absolute, out var address))
        {
            findings.AddRange(await ReachAsync(address, time));
            if (Limit(job, http) is { } limit)
            {
                findings.Add(limit);
            }

            if (http.Browser is { } browser)
            {
                findings.Add(BrowserChecks.Of(browser));
            }
        }

        return findings;
    }

    /// <summary>Judges a limit against the workers.</summary>
    /// <param name="workers">Units at a time.</param>
    /// <param name="requestsPerSecond">The limit.</param>
    /// <param name="unitSeconds">How long a unit's last attempt took on average; null when nothing has been measured.</param>
    public static Finding Limit(int workers, double requestsPerSecond, double? unitSeconds)
    {
        if (unitSeconds is not > 0)
        {
            return Finding.Ok("limit", $"{Rate(requestsPerSecond)}; {Wording.Count(workers, "worker")}; what a worker can use is not measured yet");
        }

        var use = workers / unitSeconds.Value;
        var enough = Math.Max(1, (int)Math.Ceiling(requestsPerSecond * unitSeconds.Value));
        return use > requestsPerSecond * 1.5 && enough < workers
            ? Finding.Warning("limit", $"{Wording.Count(workers, "worker")} can use {Rate(use)}, the limit is {Rate(requestsPerSecond)}", $"{Wording.Count(enough, "worker")} are enough; more only wait.")
            : Finding.Ok("limit", $"{Wording.Count(workers, "worker")} can use {Rate(use)}, the limit is {Rate(requestsPerSecond)}");
    }

    /// <summary>Judges our clock by another's.</summary>
    /// <param name="difference">Ours less theirs.</param>
    public static Finding Clock(TimeSpan difference) => difference.Duration() > ClockMayDiffer
        ? Finding.Warning(
            "clock", $"it is {Wording.Duration(difference.Duration())} {(difference > TimeSpan.Zero ? "ahead of" : "behind")} the source's",
            "Set the clock: Retry-After dates, open periods and tokens are judged by it.")
        : Finding.Ok("clock", $"it agrees with the source's to {Wording.Duration(difference.Duration())}");

    private static async Task<IEnumerable<Finding>> ReachAsync(Uri address, TimeProvider time)
    {
        var findings = new List<Finding>();
        using var late = new CancellationTokenSource(Patience, time);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(address.DnsSafeHost, late.Token);
            findings.Add(Finding.Ok("dns", $"{address.DnsSafeHost} has {Wording.Count(addresses.Length, "address").Replace("addresss", "addresses", StringComparison.Ordinal)}"));
            using var socket = new TcpClient();
            await socket.ConnectAsync(addresses, address.Port, late.Token);
            findings.Add(Finding.Ok("source", $"{address.Host}:{address.Port.ToString(CultureInfo.InvariantCulture)} takes connections"));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            var what = e is SocketException ? e.Message : $"nothing came within {Wording.Duration(Patience)}";
            findings.Add(Finding.Problem(
                findings.Count == 0 ? "dns" : "source", $"{address.Host}:{address.Port.ToString(CultureInfo.InvariantCulture)}: {PlainText.Of(what)}",
                "Is the address right, the network there, a proxy needed? A run would retry until its give-up time.", ExitCode.SourceUnusable));
            return findings;
        }

        if (await TheirTimeAsync(address, late.Token) is { } theirs)
        {
            findings.Add(Clock(time.GetUtcNow() - theirs));
        }

        return findings;
    }

    // HEAD of the root: no unit's request, no credentials.
    private static async Task<DateTimeOffset?> TheirTimeAsync(Uri address, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(address.GetLeftPart(UriPartial.Authority)));
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return response.Headers.Date;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // It took a connection; what it thinks of HEAD is its business.
            return null;
        }
    }

    private static Finding? Limit(LoadedJob job, HttpSourceDefinition http)
    {
        if (http.Limit.RequestsPerSecond is not { } rate)
        {
            return null;
        }

        using var model = ReadModelStore.Open(job);
        var measured = model.Runs().FirstOrDefault(r => r.Outcomes[0] + r.Outcomes[1] > 0);
        return Limit(job.Definition.Workers, rate, measured is null ? null : measured.Milliseconds / 1000.0 / measured.Outcomes.Sum());
    }

    private static string Rate(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.##}/s");
}
