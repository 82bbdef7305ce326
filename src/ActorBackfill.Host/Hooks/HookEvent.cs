namespace ActorBackfill.Host.Hooks;

/// <summary>What hooks are told.</summary>
/// <param name="Name">What has happened: <c>finished</c>, <c>failed</c> or <c>stalled</c>.</param>
/// <param name="Job">The job.</param>
/// <param name="Run">The run's number.</param>
/// <param name="ExitCode">How it ended; null while it goes on.</param>
/// <param name="ReportFile">Its report; null while it goes on.</param>
/// <param name="Document">The report itself, or what is known of the run so far; JSON.</param>
/// <param name="Directory">Where relative paths start.</param>
internal sealed record HookEvent(string Name, string Job, int Run, int? ExitCode, string? ReportFile, string Document, string Directory);
