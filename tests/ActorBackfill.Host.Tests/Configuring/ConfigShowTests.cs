using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Verifying;

namespace ActorBackfill.Host.Tests.Configuring;

public sealed class ConfigShowTests : IDisposable
{
    private const string Variable = "DAYS_HOOK_WORD";

    // A canary stands wherever a job file can hold a secret.
    private const string Canaries = """
        job = days
        plan {
          day { range = [2024-01-01, 2024-01-20], step = day }
          who { http {
            base = "https://lists.example", path = "/all?sig=canary-listquery", key = id
            headers { X-List = canary-listheader }, params { t = canary-listparameter }
          } }
        }
        source {
          type = http, base = "https://rows.example", path = "/rows?day={day}&who={who}&sig=canary-pathquery"
          params { api = canary-parameter, size = 100 }
          headers {
            Authorization = "Bearer canary-header", Accept = "application/json", Cookie = "session=canary-cookie", X-Api-Key = canary-apikey
            X-File { file = "token.txt", prefix = "Bearer " }
          }
        }
        processor { name = counting, settings { mode = fast, api-token = canary-setting, url = "https://u:canary-userinfo@h.example/" } }
        sink {
          type = postgres, dsn = "postgres://canary-user:canary-password@db.example:5433/racing?application_name=canary-dsnquery", password = canary-sinkpassword
          tables { rows { key = [id], columns { id = id, day = day } } }
        }
        hooks {
          on-finish = [
            { webhook = "https://hooks.example/services/canary-webhook?x=canary-webhookquery", secret-file = "hook.secret" }
            { command = [notify, "--password", "canary-flag", "--token=canary-equals", "-H", "X-Thing: canary-hookheader", "--user", "me:canary-pair",
                "https://u:canary-arguser@h.example/x?a=canary-argquery", "canary1word2of3nobody", "Server=h;Password=canary-argpairs", "--subject", "done", "id=canary-filetoken"] }
          ]
          on-failure = [ { command = [sh, "-c", "curl -u canary-script https://h.example"] }, { command = [notify, ${?DAYS_HOOK_WORD}] } ]
        }
        akka { custom { api-key = canary-akka, text = "Host=h;Password=canary-akkapairs", secrets { one = canary-akkanested }, parallelism = 3 } }
        """;

    private readonly WorkDirectory _directory = new();

    [Theory]
    [InlineData("--quiet")]
    [InlineData("--origin")]
    [InlineData("--json")]
    public async Task No_secret_of_a_job_file_is_shown(string flag)
    {
        Environment.SetEnvironmentVariable(Variable, "canary-substituted");
        _directory.Write("canaries.conf", Canaries);
        _directory.Write("token.txt", "canary-filetoken\n");
        _directory.Write("hook.secret", "canary-hooksecret\n");
        var terminal = new RecordingTerminal(directory: _directory.Path, register: CountingProcessor.Register, variables: ("BACKFILL__SOURCE__PARAMS__MORE", "canary-environment"));

        var exit = await terminal.RunAsync("config", "show", _directory.File("canaries.conf"), "--set", "source.headers.X-Set=canary-set", flag);

        Assert.True(exit == ExitCode.Complete, terminal.Error);
        Assert.DoesNotContain("canary", terminal.Out.Replace("canaries.conf", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", terminal.Error);
        Assert.All(
            ["application/json", "db.example:5433/racing", "https://hooks.example/***", "day={day}&who={who}&sig=***", "token.txt", "--token=***", "X-Thing: ***", "done", "mode", "parallelism"],
            shown => Assert.Contains(shown, terminal.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_string_and_a_sink_of_a_flag_show_where_they_lead_alone()
    {
        _directory.Write("query.conf", """
            job = query
            plan { day { range = [2024-01-01, 2024-01-20], step = day } }
            source { type = sql, dsn = "Host=db.example;Database=racing;Username=canary-name;Password='canary-quoted'", password = canary-more, query = "SELECT 1 AS id" }
            sink { type = sqlite, path = "days.db", tables { rows { key = [id], columns { id = id } } } }
            """);
        var terminal = new RecordingTerminal(directory: _directory.Path);

        var exit = await terminal.RunAsync("config", "show", _directory.File("query.conf"), "--origin", "--sink", "postgres://canary-name:canary-flag@other.example/races");

        Assert.True(exit == ExitCode.Complete, terminal.Error);
        Assert.DoesNotContain("canary", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("source.dsn = \"Host=db.example;Database=racing;Username=***;Password=***\"", terminal.Out, StringComparison.Ordinal);
        Assert.Matches("sink\\.dsn = \"postgres://\\*\\*\\*@other\\.example/races\" +# flag, --sink", terminal.Out);
        Assert.DoesNotContain("days.db", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_setting_says_where_it_comes_from()
    {
        _directory.Write("limits.conf", "halt { max-failures = 7 }\n");
        _directory.Write("small.conf", """
            include "limits.conf"
            include "days.conf"
            workers = 5
            sink.path = "data/"${?DAYS_FILE_OF_NOBODY}"days.db"
            """);
        var terminal = new RecordingTerminal(directory: _directory.Path, variables: ("BACKFILL__RETRY__MAX_ATTEMPTS", "3"));
        var file = _directory.File("small.conf");

        var exit = await terminal.RunAsync("config", "show", file, "--origin", "--set", "source.limit.rate=2/s", "--start-date", "2024-01-05");

        Assert.True(exit == ExitCode.Complete, terminal.Error);
        Assert.Matches($"(?m)^workers = 5 +# {file}:3$", terminal.Out);
        Assert.Matches($"(?m)^halt\\.max-failures = 7 +# {_directory.File("limits.conf")}:1$", terminal.Out);
        Assert.Matches("(?m)^retry\\.max-attempts = 3 +# environment, BACKFILL__RETRY__MAX_ATTEMPTS$", terminal.Out);
        Assert.Matches("(?m)^source\\.limit\\.rate = \"2/s\" +# flag, --set source.limit.rate$", terminal.Out);
        Assert.Matches("(?m)^plan\\.day\\.range = \\[\"2024-01-05\", \"2024-01-20\"\\] +# flag, --start-date$", terminal.Out);
        Assert.Matches("(?m)^plan\\.day\\.order = \"oldest\" +# default, reference\\.conf:[0-9]+$", terminal.Out);
        Assert.Matches("(?m)^retry\\.attempt-timeout = \"5m\" +# default, reference\\.conf:[0-9]+$", terminal.Out);
    }

    [Fact]
    public async Task Defaults_are_those_that_mean_something_for_the_job()
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);

        await terminal.RunAsync("config", "show", _directory.File(WorkDirectory.Job), "--json");

        using var document = JsonDocument.Parse(terminal.Out);
        var settings = document.RootElement.GetProperty("settings").EnumerateArray().ToDictionary(s => s.GetProperty("key").GetString()!, StringComparer.Ordinal);
        Assert.Equal("default", settings["source.idle-timeout"].GetProperty("from").GetString());
        Assert.Equal("file", settings["source.base"].GetProperty("from").GetString());
        Assert.Equal("[\"id\"]", settings["sink.tables.rows.key"].GetProperty("value").GetString());
        // Of a server, of a breaker that nobody asked for, of a job that nothing requires.
        Assert.DoesNotContain(settings.Keys, key => key.StartsWith("sink.pool", StringComparison.Ordinal) || key.StartsWith("breaker.entity", StringComparison.Ordinal)
            || key.StartsWith("requires", StringComparison.Ordinal));
        Assert.All(settings.Values, setting => Assert.False(setting.GetProperty("masked").GetBoolean()));
    }

    [Fact]
    public async Task Characters_of_a_terminal_are_no_part_of_what_is_shown()
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);

        await terminal.RunAsync("config", "show", _directory.File(WorkDirectory.Job), "--set", "source.contact=\"mailto:\\u001b[31mx\\u202ey\"", "--origin");

        Assert.DoesNotContain('\u001b', terminal.Out);
        Assert.DoesNotContain('\u202e', terminal.Out);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _directory.Dispose();
    }
}
