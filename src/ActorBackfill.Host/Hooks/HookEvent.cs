namespace ActorBackfill.Host.Hooks;

/// <summary>What hooks are told.</summary>
/// <param name="Job">The job.</param>
/// <param name="Run">The run's number.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="ReportFile">Its report.</param>
/// <param name="Document">The report itself, JSON.</param>
/// <param name="Directory">Where relative paths start.</param>
internal sealed record HookEvent(string Job, int Run, int ExitCode, string ReportFile, string Document, string Directory);
