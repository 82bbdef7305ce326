using System.Diagnostics;
using System.Globalization;

namespace ActorBackfill.Tests.Shared;

/// <summary>
/// A PostgreSQL server of this test process, started when the first test asks: in a temporary directory, on a free port of the loopback. It
/// ends with the process in whatever way that ends: its keeper reads from a pipe that only this process holds.
/// </summary>
internal sealed class TestPostgres
{
    private static readonly Lazy<TestPostgres> One = new(Start);

    private readonly string _data;
    private readonly string _binaries;
    private Process? _keeper;
    private int _schemas;

    private TestPostgres(string binaries, string data, int port) => (_binaries, _data, Port) = (binaries, data, port);

    private static TestPostgres Server => One.Value;

    public int Port { get; }

    // Why there is no server; null when it runs.
    private string? Missing { get; init; }

    /// <summary>Gets the server; skips the test, with the reason, where there is none.</summary>
    public static TestPostgres Require()
    {
        Skip.If(Server.Missing is not null, Server.Missing);
        return Server;
    }

    /// <summary>Gets the address of a new schema, as a user gives it: what is made there is nobody else's.</summary>
    public string NewSink() => string.Create(
        CultureInfo.InvariantCulture, $"postgres://postgres@127.0.0.1:{Port}/postgres?schema=t{Environment.ProcessId}_{Interlocked.Increment(ref _schemas)}");

    /// <summary>Kills the server's processes and starts it again.</summary>
    public void RestartAtOnce() => Run("pg_ctl", "restart", "-m", "immediate", "-D", _data, "-w", "-t", "600", "-l", Path.Combine(_data, "server.log"));

    private static TestPostgres Start()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new TestPostgres("", "", 0) { Missing = "the test server is started on Linux only" };
        }

        var binaries = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (binaries is null)
        {
            return new TestPostgres("", "", 0) { Missing = "PostgreSQL's server is not installed (/usr/lib/postgresql/*/bin/initdb)" };
        }

        // Its port may become somebody's before it listens: then with another one.
        for (var tries = 1; ; tries++)
        {
            var home = Directory.CreateTempSubdirectory("backfill-pg-").FullName;
            var server = new TestPostgres(binaries, Path.Combine(home, "data"), LoopbackPort.Free());
            if (server.Begin(home) is not { } problem)
            {
                return server;
            }

            if (tries == 3)
            {
                return new TestPostgres("", "", 0) { Missing = $"the test server did not start: {problem}" };
            }
        }
    }

    // PostgreSQL does not run as root: then everything is done as the user that its package makes.
    private string? Begin(string home)
    {
        var asOwner = Environment.IsPrivilegedProcess ? "runuser -u postgres --" : "";
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off -c full_page_writes=off -c max_connections=100");
        var script = $"""
            set -e
            cd /
            if [ "$(id -u)" = 0 ]; then chown postgres: '{home}'; fi
            {asOwner} '{_binaries}/initdb' -D '{_data}' -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >'{home}/initdb.log' 2>&1
            {asOwner} '{_binaries}/pg_ctl' start -D '{_data}' -w -t 600 -l '{_data}/server.log' -o '{options}' >/dev/null 2>&1 </dev/null
            echo started
            read -r _ || true
            {asOwner} '{_binaries}/pg_ctl' stop -D '{_data}' -m immediate >/dev/null 2>&1 || true
            rm -rf '{home}'
            """;
        _keeper = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        return _keeper.StandardOutput.ReadLine() == "started" ? null : $"see {home} ({_keeper.StandardError.ReadToEnd().Trim()})";
    }

    private void Run(string program, params string[] arguments)
    {
        string[] all = Environment.IsPrivilegedProcess ? ["-u", "postgres", "--", Path.Combine(_binaries, program), .. arguments] : arguments;
        using var process = Process.Start(new ProcessStartInfo(Environment.IsPrivilegedProcess ? "runuser" : Path.Combine(_binaries, program), all) { WorkingDirectory = "/", RedirectStandardOutput = false })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
