using System.Net;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Dashboards;

/// <summary><c>run --dashboard[=ADDR]</c>: the pages of the job that runs, for as long as it does.</summary>
internal static class RunDashboard
{
    /// <summary>Reads <c>127.0.0.1:8091</c>, <c>:0</c>, a port or an address alone; null when the text is none of them, or others could reach it.</summary>
    /// <param name="text">As typed; empty for the standard.</param>
    public static IPEndPoint? Parse(string text)
    {
        var typed = text.Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        var whole = typed.Length == 0 || typed.All(char.IsAsciiDigit) ? $"127.0.0.1:{(typed.Length == 0 ? DashboardChoice.StandardPort : typed)}"
            : typed.StartsWith(':') ? "127.0.0.1" + typed
            : typed;
        if (!IPEndPoint.TryParse(whole, out var end) || !IPAddress.IsLoopback(end.Address))
        {
            return null;
        }

        // An address alone is read as one with port 0.
        return end.Port == 0 && !whole.EndsWith(":0", StringComparison.Ordinal) ? new IPEndPoint(end.Address, DashboardChoice.StandardPort) : end;
    }

    /// <summary>Opens the port, before the run has written anything.</summary>
    /// <param name="at">Where; null for no pages.</param>
    /// <param name="choice">The job that runs.</param>
    /// <param name="talk">Who is told.</param>
    /// <returns>Null for no pages.</returns>
    /// <exception cref="CommandException">The port is taken: exit 2.</exception>
    public static async Task<ServedDashboard?> StartAsync(IPEndPoint? at, JobChoice choice, Talk talk)
    {
        if (at is null)
        {
            return null;
        }

        var settings = new DashboardSettings { Address = at.Address, Port = at.Port, AllowsControl = true };
        return await ServedDashboard.StartAsync(settings, new DashboardJobs(StateOf(choice, talk), [choice], choice, talk));
    }

    /// <summary>Says where the pages are, now that the run has its log.</summary>
    /// <param name="served">The pages; null for none.</param>
    /// <param name="choice">The job that runs.</param>
    /// <param name="talk">Who is told.</param>
    /// <param name="log">The run's log.</param>
    public static void Announce(ServedDashboard? served, JobChoice choice, Talk talk, Serilog.ILogger log)
    {
        if (served is null)
        {
            return;
        }

        try
        {
            served.Attach(StateOf(choice, talk), log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The run goes on: browsers can sign in without it.
            talk.Warn($"programs can give this run's dashboard no commands: its token cannot be written ({e.Message})");
        }

        // Asked for, so that it is said even where only the result is wanted.
        talk.Terminal.Note($"dashboard: {served.Address}");
        talk.Terminal.Note($"sign in, once, at {served.Login}");
    }

    private static string StateOf(JobChoice choice, Talk talk) => Path.GetFullPath(choice.State, talk.Terminal.Directory);
}
