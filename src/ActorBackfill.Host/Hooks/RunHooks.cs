using System.Collections.Immutable;
using System.Text;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Hooks;

/// <summary>Runs the hooks of a run that has ended, one after the other. What becomes of them is said and kept, and changes nothing else.</summary>
internal static class RunHooks
{
    /// <summary>Gets the hooks that a run's end calls for.</summary>
    /// <param name="hooks">The job's.</param>
    /// <param name="exitCode">How the run ended.</param>
    public static ImmutableArray<HookDefinition> For(HooksDefinition hooks, int exitCode) => exitCode switch
    {
        ExitCode.Complete => hooks.OnFinish,
        // Whoever stopped it knows.
        ExitCode.Interrupted or ExitCode.Terminated => [],
        _ => hooks.OnFailure,
    };

    /// <summary>Runs them.</summary>
    /// <param name="hooks">The job's.</param>
    /// <param name="report">The run's end.</param>
    /// <param name="talk">Who is told.</param>
    public static async Task RunAsync(HooksDefinition hooks, RunReport report, Talk talk)
    {
        var wanted = For(hooks, report.ExitCode);
        if (wanted.IsEmpty || report.ReportFile is not { } file)
        {
            return;
        }

        // The result is complete before anybody else hears of it.
        await talk.Terminal.Out.FlushAsync();
        var name = report.ExitCode == ExitCode.Complete ? "finished" : "failed";
        var told = new HookEvent(name, report.Job, report.Progress.Run, report.ExitCode, file, RunJson.Of(report), talk.Terminal.Directory);
        await TellAsync(wanted, told, new RunFiles(Path.GetDirectoryName(file)!), talk);
    }

    /// <summary>Tells hooks, one after the other, and keeps what they write.</summary>
    /// <param name="hooks">Which.</param>
    /// <param name="told">What.</param>
    /// <param name="files">The run's files.</param>
    /// <param name="talk">Who hears of what becomes of them.</param>
    /// <param name="over">Nobody waits for them any more: those that go on are ended, and none begins.</param>
    public static async Task TellAsync(ImmutableArray<HookDefinition> hooks, HookEvent told, RunFiles files, Talk talk, CancellationToken over = default)
    {
        var log = new StringBuilder();
        foreach (var hook in hooks)
        {
            var outcome = over.IsCancellationRequested ? new HookOutcome(hook.Name, HookOutcome.RunIsOver, "")
                : hook.Webhook is null ? await CommandHook.RunAsync(hook, told, talk.Terminal.Time, over)
                : await WebHook.PostAsync(hook, told, talk.Terminal.Time, over);
            var line = $"hook {PlainText.Of(outcome.Name, 200)}: {PlainText.Of(outcome.Problem ?? "done")}";
            log.Append(line).Append('\n').Append(outcome.Output).Append(outcome.Output.Length > 0 ? "\n" : "");
            if (outcome.Problem is null)
            {
                talk.Note(line);
            }
            else
            {
                talk.Terminal.Note(line + "; the run's exit code stays as it is");
            }
        }

        Keep(files, log.ToString(), talk);
    }

    private static void Keep(RunFiles files, string log, Talk talk)
    {
        try
        {
            File.AppendAllText(files.HookLog, log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            talk.Terminal.Note($"what the hooks wrote could not be kept: {PlainText.Of(e.Message)}");
        }
    }
}
