using System.Net;
using System.Security.Cryptography;
using System.Text;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Hooks;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.JobFiles;
using ActorBackfill.Tests.Shared;

namespace ActorBackfill.Host.Tests.Hooks;

public sealed class RunHooksTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [Theory]
    [InlineData(ExitCode.Complete, "finish")]
    [InlineData(ExitCode.UnitsFailed, "failure")]
    [InlineData(ExitCode.StoppedByPolicy, "failure")]
    [InlineData(ExitCode.SinkUnusable, "failure")]
    [InlineData(ExitCode.Interrupted, "")]
    [InlineData(ExitCode.Terminated, "")]
    public void Whoever_stopped_a_run_is_not_told_of_it(int exitCode, string expected) => Assert.Equal(
        expected,
        string.Concat(RunHooks.For(new HooksDefinition { OnFinish = [Command("finish")], OnFailure = [Command("failure")] }, exitCode).Select(h => h.Command[0])));

    [Fact]
    public async Task A_command_gets_the_document_the_report_and_little_else()
    {
        Environment.SetEnvironmentVariable("BACKFILL_TEST_HOOK_SECRET", "not for hooks");
        var terminal = await RunAsync(Command("sh", "-c", "cat > told.json; env > env.txt; echo $BACKFILL_JOB/$BACKFILL_RUN $BACKFILL_EXIT"));
        Environment.SetEnvironmentVariable("BACKFILL_TEST_HOOK_SECRET", null);

        Assert.Contains("hook command sh: done", terminal.Error, StringComparison.Ordinal);
        Assert.StartsWith("{\n  \"v\": 1,\n  \"job\": \"days\"", await File.ReadAllTextAsync(_directory.File("told.json")), StringComparison.Ordinal);
        Assert.DoesNotContain("not for hooks", await File.ReadAllTextAsync(_directory.File("env.txt")), StringComparison.Ordinal);
        Assert.Contains("days/1 3", await File.ReadAllTextAsync(_directory.File("hooks.log")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 3 after words", "ended with 3: words", "sh", "-c", "echo words; exit 3")]
    [InlineData("no such program", "could not be started", "/no/such/program")]
    [InlineData("too slow", "took longer than 1 s", "sleep", "600")]
    public async Task What_becomes_of_a_hook_is_said(string name, string said, params string[] command)
    {
        // A second is short for what is to be too slow, and for nothing else.
        var terminal = await RunAsync(Command(command) with { TimeLimit = name == "too slow" ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(10) });

        Assert.True(terminal.Error.Contains(said, StringComparison.Ordinal), $"{name}: {terminal.Error}");
        Assert.Contains("the run's exit code stays as it is", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_gets_the_document_signed_and_its_address_is_not_shown()
    {
        await File.WriteAllTextAsync(_directory.File("secret.txt"), "s3cret\n");
        using var listener = Listen(out var address);
        var received = AnswerAsync(listener, 204);
        var terminal = await RunAsync(new HookDefinition { Webhook = new Uri(address + "T0KEN/x"), SecretFile = "secret.txt" });
        var (body, signature) = await received;

        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("s3cret"u8.ToArray(), body)), signature);
        Assert.Contains("\"job\": \"days\"", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.Contains("hook webhook http://127.0.0.1:", terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("T0KEN", terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_refuses_is_not_asked_again()
    {
        using var listener = Listen(out var address);
        var received = AnswerAsync(listener, 410);
        var terminal = await RunAsync(new HookDefinition { Webhook = new Uri(address) });
        await received;

        Assert.Contains("answered 410;", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hooks { on-finish = [{}] }", "either a command")]
    [InlineData("hooks { on-finish = [{ command = [a], webhook = \"http://h/\" }] }", "either a command")]
    [InlineData("hooks { on-failure = [{ webhook = \"ftp://h/t0ken\" }] }", "not an absolute address")]
    [InlineData("hooks { on-failure = [{ command = [a], secret-file = f }] }", "is for a webhook")]
    [InlineData("hooks { on-failure = [{ command = [a], time-limit = 2h }] }", "must be")]
    [InlineData("hooks { on-success = [] }", "on-success")]
    public void A_hook_that_is_wrong_is_an_error_of_the_job_file(string lines, string part)
    {
        var error = string.Join('\n', JobText.Errors(lines));

        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", error, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static HookDefinition Command(params string[] command) => new() { Command = [.. command] };

    private static HttpListener Listen(out string address)
    {
        var (listener, at) = LoopbackPort.Listen();
        address = at + "/";
        return listener;
    }

    private static async Task<(byte[] Body, string? Signature)> AnswerAsync(HttpListener listener, int status)
    {
        var context = await listener.GetContextAsync();
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        context.Response.StatusCode = status;
        context.Response.Close();
        return (body.ToArray(), context.Request.Headers[WebHook.SignatureHeader]);
    }

    private async Task<RecordingTerminal> RunAsync(HookDefinition hook)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var report = new RunReport
        {
            Job = "days",
            Result = new RunResult(RunEnd.Finished, Progresses.Of(20, 18, 2)),
            RunId = "0123",
            ExitCode = ExitCode.UnitsFailed,
            Elapsed = TimeSpan.FromSeconds(3),
            Sink = "days.db",
            Journal = "journal.db",
            ReportFile = _directory.File("report.json"),
            Next = "backfill resume days",
        };
        await RunHooks.RunAsync(new HooksDefinition { OnFailure = [hook] }, report, new Talk(terminal.Terminal, false, false, false, true, true));
        return terminal;
    }
}
