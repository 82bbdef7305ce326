using System.Diagnostics;
using System.Globalization;
using System.Text;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Hooks;

/// <summary>Runs a command with the document on its standard input, a small environment and a time limit; keeps the end of what it writes.</summary>
internal static class CommandHook
{
    // What is kept of its output, from the end: errors stand there.
    private const int MaxOutput = 16 << 10;

    // The rest of our environment may hold secrets that are none of the command's business.
    private static readonly string[] Passed = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "USER", "SystemRoot"];

    /// <summary>Runs it.</summary>
    /// <param name="hook">Which.</param>
    /// <param name="told">What it is told.</param>
    /// <param name="time">The clock of its time limit.</param>
    /// <param name="over">Nobody waits for it any more: it is ended.</param>
    public static async Task<HookOutcome> RunAsync(HookDefinition hook, HookEvent told, TimeProvider time, CancellationToken over)
    {
        using var limit = new CancellationTokenSource(hook.TimeLimit, time);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, over);
        var output = new Tail(MaxOutput);
        try
        {
            using var process = Process.Start(Start(hook, told))!;
            try
            {
                await Task.WhenAll(
                    FeedAsync(process, told.Document), output.FillAsync(process.StandardOutput, late.Token), output.FillAsync(process.StandardError, late.Token),
                    process.WaitForExitAsync(late.Token));
                return Ended(hook, process.ExitCode, output);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return new HookOutcome(hook.Name, over.IsCancellationRequested ? HookOutcome.RunIsOver : $"took longer than {Wording.Duration(hook.TimeLimit)} and was ended", output.Text);
            }
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
        {
            return new HookOutcome(hook.Name, $"could not be started: {e.Message}", "");
        }
    }

    private static HookOutcome Ended(HookDefinition hook, int exitCode, Tail output)
    {
        var last = output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        return new HookOutcome(
            hook.Name,
            exitCode == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"ended with {exitCode}{(last is null ? "" : $": {PlainText.Of(last, 200)}")}"),
            output.Text);
    }

    private static ProcessStartInfo Start(HookDefinition hook, HookEvent told)
    {
        var start = new ProcessStartInfo(hook.Command[0])
        {
            WorkingDirectory = told.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in hook.Command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var name in Passed)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["BACKFILL_EVENT"] = told.Name;
        start.Environment["BACKFILL_JOB"] = told.Job;
        start.Environment["BACKFILL_RUN"] = told.Run.ToString(CultureInfo.InvariantCulture);
        if (told is { ExitCode: { } exitCode, ReportFile: { } report })
        {
            start.Environment["BACKFILL_EXIT"] = exitCode.ToString(CultureInfo.InvariantCulture);
            start.Environment["BACKFILL_REPORT"] = report;
        }

        return start;
    }

    // A command that does not read its input is as right as one that does.
    private static async Task FeedAsync(Process process, string document)
    {
        try
        {
            await process.StandardInput.WriteAsync(document);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended, or closed its input.
        }
    }

    private sealed class Tail(int most)
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public async Task FillAsync(StreamReader reader, CancellationToken cancellation)
        {
            var buffer = new char[4_096];
            while (await reader.ReadAsync(buffer, cancellation) is > 0 and var read)
            {
                lock (_text)
                {
                    _text.Append(buffer, 0, read);
                    if (_text.Length > most)
                    {
                        _text.Remove(0, _text.Length - most);
                    }
                }
            }
        }
    }
}
