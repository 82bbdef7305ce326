using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Connectors.Tests.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Tests.Sqlite;

/// <summary>Random commits, replacements, conflicts, refused units and failing COMMITs against a dictionary.</summary>
public sealed class CommitSequenceProperties
{
    private static readonly string?[] Names = ["Ann", "", null, "bad\0"];

    /// <summary>A unit of a step: which, whether it replaces, and its rows as key and name.</summary>
    internal sealed record UnitStep(int Ordinal, bool Replaces, (int Key, int Name)[] Rows);

    /// <summary>One call of the writer.</summary>
    internal sealed record Step(UnitStep[] Units, CommitFault Fault);

    [Fact]
    public void Any_sequence_leaves_what_a_dictionary_would_hold()
    {
        var unit = from ordinal in Gen.Choose(0, 7)
                   from replaces in Gen.Elements(true, false)
                   from rows in Gen.ArrayOf(from key in Gen.Choose(0, 9) from name in Gen.Frequency((8, Gen.Choose(0, 2)), (1, Gen.Constant(3))) select (key, name))
                   select new UnitStep(ordinal, replaces, [.. rows.DistinctBy(r => r.key)]);
        var step = from units in Gen.NonEmptyListOf(unit)
                   from fault in Gen.Frequency((6, Gen.Constant(CommitFault.None)), (1, Gen.Constant(CommitFault.ThrowsAfterCommitting)), (1, Gen.Constant(CommitFault.ThrowsWithoutCommitting)))
                   select new Step([.. units.DistinctBy(u => u.Ordinal)], fault);

        Prop.ForAll(Gen.ListOf(step).ToArbitrary(), steps => Run([.. steps])).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(12));
    }

    private static bool Run(Step[] steps)
    {
        using var folder = new TestFolder();
        var fault = CommitFault.None;
        using var sink = SqliteSink.Open(
            new SqliteSinkDefinition(folder["sink.db"], [Some.Results]), Some.Job, SinkOpenMode.CreateOrOpen, new SqliteSinkOptions { CommitTransaction = t => Commit(t, ref fault) });
        sink.Ledger.Claim(Some.RunA);
        var model = new Dictionary<string, (string? Name, int Owner)>();
        var ledger = new HashSet<int>();
        var journal = new CheckpointState();
        using (var writer = sink.OpenWriter())
        {
            foreach (var step in steps)
            {
                fault = step.Fault;
                var group = step.Units.Select(Unit).ToList();
                var result = CommitUntilItAnswers(writer, group, journal.N);
                foreach (var commit in result.Commits)
                {
                    journal.Apply(commit);
                }

                Apply(step, model, ledger);
            }
        }

        return Check(sink, folder["sink.db"], model, ledger, journal);
    }

    private static void Commit(SqliteTransaction transaction, ref CommitFault fault)
    {
        var now = fault;
        fault = CommitFault.None;
        if (now != CommitFault.ThrowsWithoutCommitting)
        {
            transaction.Commit();
        }

        if (now != CommitFault.None)
        {
            throw new SqliteException("made by a test", 10);
        }
    }

    private static CommitResult CommitUntilItAnswers(ISinkWriter writer, List<UnitResult> group, long journaled)
    {
        try
        {
            return writer.Commit(group, journaled);
        }
        catch (BackfillException e) when (e.Category == FailureCategory.SinkUnavailable)
        {
            return writer.Commit(group, journaled);
        }
    }

    private static UnitResult Unit(UnitStep step) =>
        Some.Of(Some.Results, step.Ordinal, [.. step.Rows.Select(r => Some.Row($"k{r.Key}", Names[r.Name]))]) with { Replaces = step.Replaces };

    private static void Apply(Step step, Dictionary<string, (string? Name, int Owner)> model, HashSet<int> ledger)
    {
        foreach (var unit in step.Units)
        {
            // A unit in the ledger is passed over before its rows are looked at.
            if ((ledger.Contains(unit.Ordinal) && !unit.Replaces) || unit.Rows.Any(r => r.Name == 3))
            {
                continue;
            }

            if (!ledger.Add(unit.Ordinal))
            {
                foreach (var key in model.Where(m => m.Value.Owner == unit.Ordinal).Select(m => m.Key).ToList())
                {
                    model.Remove(key);
                }
            }

            foreach (var (key, name) in unit.Rows)
            {
                model[$"k{key}"] = (Names[name], unit.Ordinal);
            }
        }
    }

    private static bool Check(SqliteSink sink, string path, Dictionary<string, (string? Name, int Owner)> model, HashSet<int> ledger, CheckpointState journal)
    {
        using var reader = sink.OpenReader();
        var rows = reader.Query("SELECT id, name, _unit FROM results").ToDictionary(r => (string)r["id"]!, r => ((string?)r["name"], (string)r["_unit"]!));
        Assert.Equal(model.ToDictionary(m => m.Key, m => (m.Value.Name, Some.Key(m.Value.Owner))), rows);
        Assert.Equal(ledger.Select(o => Some.Key(o)).Order(StringComparer.Ordinal), sink.Ledger.Units().Select(u => u.Key));
        var verified = SinkVerifier.Verify(sink);
        Assert.True(verified.IsEqual);
        Assert.Equal(verified.Sink, verified.Ledger);
        Assert.Equal((journal.N, journal.Chain), (sink.Ledger.Position()!.LastN, sink.Ledger.Position()!.Chain));
        Assert.Equal(ledger.Select(o => (long)o).Order(), journal.Settled.Order());
        Assert.Equal(["ok"], TestDatabase.Query(path, "PRAGMA integrity_check"));
        return true;
    }
}
