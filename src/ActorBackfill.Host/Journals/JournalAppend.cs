using System.Collections.Immutable;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Logs;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Journals;

/// <summary>Appends events to the journal of a job that this process holds, through Akka.Persistence itself.</summary>
internal static class JournalAppend
{
    /// <summary>Appends.</summary>
    /// <param name="job">The job; its holder is this process.</param>
    /// <param name="events">What.</param>
    /// <param name="talk">Who hears of warnings.</param>
    /// <exception cref="Failures.CommandException">The journal cannot be used: exit 6.</exception>
    public static async Task WriteAsync(LoadedJob job, ImmutableArray<ICheckpointEvent> events, Talk talk)
    {
        if (JournalFile.Inspect(job.Paths.Journal) is { State: not JournalState.Ok } finding)
        {
            throw finding.State == JournalState.Newer ? JournalErrors.Newer(finding.Message) : JournalErrors.Unusable(finding.Message, job.RepairCommand);
        }

        await using var log = RunLog.Create(Path.Combine(job.Paths.Directory, "commands.log"), talk);
        using var host = await ActorHost.StartAsync(job.Paths, job.File.AkkaConfig, log);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ActorHost.System(host).ActorOf(JournalAppender.For(job.Definition.IdentityText, isNew: false, events, written), "append");
        await written.Task;
        await host.StopAsync();
    }
}
