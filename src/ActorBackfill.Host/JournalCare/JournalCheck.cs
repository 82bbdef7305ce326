using System.Collections.Immutable;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.JournalCare;

/// <summary>What a check found.</summary>
internal enum CheckResult
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>Something to know, which the next start puts right by itself.</summary>
    Note,

    /// <summary>The sink does not hold what the journal says.</summary>
    Differs,

    /// <summary>The journal cannot be used.</summary>
    Broken,
}

/// <summary>One thing that was checked.</summary>
/// <param name="Name">What: <c>pages</c>.</param>
/// <param name="Result">How it is.</param>
/// <param name="Text">One sentence.</param>
internal sealed record CheckLine(string Name, CheckResult Result, string Text);

/// <summary>Checks a journal from the pages of its file to what the sink's ledger says; writes nothing.</summary>
/// <param name="job">Whose.</param>
/// <param name="time">The clock.</param>
internal sealed class JournalCheck(LoadedJob job, TimeProvider time)
{
    /// <summary>Checks. What needs something that is broken is left out.</summary>
    /// <exception cref="Failures.CommandException">The file is no journal any more: exit 6.</exception>
    public ImmutableArray<CheckLine> Run()
    {
        try
        {
            using var journal = JournalFile.OpenReadOnly(job.Paths.Journal);
            using var view = journal.BeginTransaction(deferred: true);
            var lines = ImmutableArray.Create(Pages(journal, view), Numbers(journal, view));
            if (lines.Any(line => line.Result == CheckResult.Broken))
            {
                return lines;
            }

            var (events, state) = Events(journal, view);
            return state is null ? lines.Add(events) : [.. lines, events, Snapshots(state), Ledger(state)];
        }
        catch (SqliteException e)
        {
            throw JournalErrors.Unusable($"journal {job.Paths.Journal} cannot be read ({e.Message})", job.RepairCommand, e);
        }
    }

    private static CheckLine Pages(SqliteConnection journal, SqliteTransaction view)
    {
        using var command = Command(journal, view, "PRAGMA integrity_check(3)");
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read())
        {
            found.Add(PlainText.Of(rows.GetString(0), 200));
        }

        return found is ["ok"] ? new("pages", CheckResult.Ok, "the database is whole") : new("pages", CheckResult.Broken, string.Join("; ", found));
    }

    private CheckLine Numbers(SqliteConnection journal, SqliteTransaction view)
    {
        using var table = Command(journal, view, "SELECT count(*) FROM sqlite_master WHERE name = 'journal'");
        if (table.ExecuteScalar() is 0L)
        {
            return new("numbers", CheckResult.Ok, "no run has begun yet");
        }

        // The first event that does not follow the one before, is marked as deleted, or is another job's.
        using var command = Command(journal, view, """
            SELECT sequence_number, before FROM
              (SELECT sequence_number, deleted, persistence_id, lag(sequence_number, 1, 0) OVER (ORDER BY sequence_number) AS before FROM journal)
            WHERE sequence_number <> before + 1 OR deleted <> 0 OR persistence_id <> $id ORDER BY sequence_number LIMIT 1
            """);
        command.Parameters.AddWithValue("$id", JournalName.Of(job.Definition.IdentityText));
        using var rows = command.ExecuteReader();
        return !rows.Read() ? new("numbers", CheckResult.Ok, "none is missing")
            : rows.GetInt64(0) != rows.GetInt64(1) + 1
                ? new("numbers", CheckResult.Broken, $"after event {rows.GetInt64(1)} comes event {rows.GetInt64(0)}")
                : new("numbers", CheckResult.Broken, $"event {rows.GetInt64(0)} is marked as deleted, or is another job's");
    }

    private static (CheckLine Line, CheckpointState? State) Events(SqliteConnection journal, SqliteTransaction view)
    {
        var (state, last) = (new CheckpointState(), 0L);
        using var table = Command(journal, view, "SELECT count(*) FROM sqlite_master WHERE name = 'journal'");
        if (table.ExecuteScalar() is 0L)
        {
            return (new("events", CheckResult.Ok, "there are none"), state);
        }

        using var command = Command(journal, view, "SELECT sequence_number, manifest, message FROM journal ORDER BY sequence_number");
        using var rows = command.ExecuteReader();
        try
        {
            while (rows.Read())
            {
                last = rows.GetInt64(0);
                state.Apply((ICheckpointEvent)CheckpointCodec.Read(rows.GetFieldValue<byte[]>(2), rows.GetString(1)));
            }
        }
        // The driver's exceptions for a value that is missing or of another kind.
        catch (Exception e) when (e is CorruptEventException or InvalidOperationException or InvalidCastException)
        {
            return (new("events", CheckResult.Broken, $"event {last}: {PlainText.Of(e.Message)}"), null);
        }

        return (new("events", CheckResult.Ok, $"all {Wording.Number(last)} can be read, and match their checksums"), state);
    }

    // A start goes by the newest snapshot: what it leads to must be what all events lead to.
    private CheckLine Snapshots(CheckpointState all)
    {
        var fast = JournalReader.Read(job).State;
        return fast.N < all.N || (fast.N == all.N && (fast.Chain, fast.SettledCount, fast.Rows) != (all.Chain, all.SettledCount, all.Rows))
            ? new("snapshots", CheckResult.Broken, $"the newest leads to {Wording.Count(fast.SettledCount, "finished unit")} at commit {fast.N}, the events to {Wording.Number(all.SettledCount)} at {all.N}; delete {job.Paths.Snapshots}")
            : new("snapshots", CheckResult.Ok, "the newest leads to what the events say");
    }

    // After the journal: a run that goes on commits to the sink first.
    private CheckLine Ledger(CheckpointState state)
    {
        var place = LedgerPlace.Of(job, time, state.N);
        var here = $"commit {state.N} with {Wording.Count(state.SettledCount, "finished unit")}";
        return place switch
        {
            { Problem: { } problem } => new("ledger", CheckResult.Note, $"the sink cannot be compared: {PlainText.Of(problem)}"),
            { Position: null } when state.N == 0 => new("ledger", CheckResult.Ok, "neither the journal nor the sink has a unit"),
            { Position: null } => new("ledger", CheckResult.Differs, $"the sink has no ledger of the job, the journal is at {here}"),
            { Position: var sink } when state.SinkId is not null && sink.SinkId != state.SinkId => new("ledger", CheckResult.Differs, "the sink is another one than the journal follows"),
            { Position: var sink } when sink.LastN == state.N && sink.Chain == state.Chain && sink.Units == state.SettledCount => new("ledger", CheckResult.Ok, $"both are at {here}"),
            { Position: var sink } when sink.LastN == state.N && sink.Chain == state.Chain => new("ledger", CheckResult.Note, $"both are at commit {state.N}; the ledger has {Wording.Count(sink.Units, "unit")}, the journal {Wording.Number(state.SettledCount)}"),
            { Position: var sink } when sink.LastN > state.N && (state.N == 0 || place.ChainAtJournal == state.Chain) => new("ledger", CheckResult.Note, $"the sink is {Wording.Count(sink.LastN - state.N, "commit")} ahead; a start takes them over"),
            { Position: var sink } => new("ledger", CheckResult.Differs, $"the sink is at commit {sink.LastN}, {(sink.LastN < state.N ? "behind" : "on another branch than")} the journal at {state.N}; the next start follows the sink"),
        };
    }

    private static SqliteCommand Command(SqliteConnection journal, SqliteTransaction view, string sql)
    {
        var command = journal.CreateCommand();
        command.Transaction = view;
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
