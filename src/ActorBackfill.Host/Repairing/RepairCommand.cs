using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Logs;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Repairing;

/// <summary>Rebuilds a journal: reads the ledger, moves the old journal aside, writes the new one through Akka.Persistence itself.</summary>
/// <param name="choice">Which job.</param>
/// <param name="takesOver">Whether a holder is ended.</param>
/// <param name="talk">Who is asked and told.</param>
internal sealed class RepairCommand(JobChoice choice, bool takesOver, Talk talk)
{
    /// <summary>Repairs.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        var time = talk.Terminal.Time;
        var job = LoadedJob.Load(choice, talk);
        job.PlanWith(JournalView.Empty());
        using var sink = job.Sink.Open(job.Definition.Sink.Tables, job.Definition.IdentityText, SinkOpenMode.ReadOnly, new SinkUse(), time);
        using var holder = job.Sink.Acquire(job.Definition.IdentityText, job.Paths.Directory, takesOver, time);
        var position = sink.Ledger.Position() ?? throw NoLedger(job);
        ConfirmWhereReadable(job, position);
        var events = LedgerEvents.Of(job, position, sink.Ledger.Units(), OldJournal.LastRun(job.Paths), time.GetUtcNow());
        var moved = OldJournal.MoveAside(job.Paths);
        JournalFile.Create(job.Paths.Journal);
        await WriteAsync(job, events);
        Write(job, position, JournalReader.Read(job).State, moved);
        return ExitCode.Complete;
    }

    private static CommandException NoLedger(LoadedJob job) => new(
        ExitCode.SinkUnusable,
        "sink-unusable",
        $"the sink {job.SinkPath} has no ledger of job {job.Definition.IdentityText}",
        "Is it the right one? Give the sink the job has run into with --sink.");

    private void ConfirmWhereReadable(LoadedJob job, LedgerPosition position)
    {
        if (!File.Exists(job.Paths.Journal) || JournalFile.Inspect(job.Paths.Journal).State != JournalState.Ok)
        {
            return;
        }

        try
        {
            var state = JournalReader.Read(job).State;
            Questions.Confirm(
                talk,
                $"The journal of {job.Definition.Name} can be read: it knows {Wording.Count(state.SettledCount, "finished unit")}, the sink {Wording.Number(position.Units)}. "
                + $"A new one takes its place; what only the old one knows ({Wording.Count(state.Closed.Count, "failed or skipped unit")}) runs again.");
        }
        catch (CommandException e) when (e.ExitCode == ExitCode.JournalUnusable)
        {
            talk.Note(PlainText.Of(e.Message));
        }
    }

    private async Task WriteAsync(LoadedJob job, ImmutableArray<ICheckpointEvent> events)
    {
        await using var log = RunLog.Create(Path.Combine(job.Paths.Directory, "repair.log"), talk);
        using var host = await ActorHost.StartAsync(job.Paths, job.File.AkkaConfig, log);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ActorHost.System(host).ActorOf(JournalAppender.For(job.Definition.IdentityText, isNew: true, events, written), "repair");
        await written.Task;
        await host.StopAsync();
    }

    private void Write(LoadedJob job, LedgerPosition position, CheckpointState state, IReadOnlyList<string> moved)
    {
        if (talk.IsJson)
        {
            talk.Terminal.Line(JsonText.OneLine(json =>
            {
                json.WriteString("job", job.Definition.Name);
                json.WriteNumber("units", state.SettledCount);
                json.WriteNumber("rows", state.Rows);
                json.WriteNumber("commits", state.N);
                json.WriteNumber("foreign", position.Units - state.SettledCount);
                json.WriteString("journal", job.Paths.Journal);
                json.WriteTexts("moved", moved);
            }));
            return;
        }

        talk.Terminal.Line($"{job.Definition.Name}: the journal says what the ledger says");
        new FactList()
            .Add("units", Wording.Number(state.SettledCount))
            .Add("rows", Wording.Number(state.Rows))
            .Add("journal", Wording.FilePath(job.Paths.Journal, talk.Terminal.Directory))
            .Add("old", moved.Select(path => Wording.FilePath(path, talk.Terminal.Directory)))
            .Add("next", NextCommand.ResumeOf(choice, talk.Terminal.CommandName))
            .WriteTo(talk.Terminal);
    }
}
