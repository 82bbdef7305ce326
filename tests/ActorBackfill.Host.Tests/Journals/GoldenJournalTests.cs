using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Journals;

/// <summary>What was once written can be read for ever, by the console's reader and through the persistence plugin.</summary>
public sealed class GoldenJournalTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    public static TheoryData<string> Manifests => [.. GoldenJournals.Contents.Keys];

    [Fact]
    public void Every_event_and_the_snapshot_have_a_golden_journal()
    {
        var types = typeof(ICheckpointEvent).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && (t.IsAssignableTo(typeof(ICheckpointEvent)) || t == typeof(CheckpointSnapshot)));

        var manifests = types.Select(t => CheckpointCodec.Manifest(RuntimeHelpers.GetUninitializedObject(t))).Order(StringComparer.Ordinal);

        Assert.Equal(manifests, GoldenJournals.Contents.Keys);
    }

    // A new version of an event gets its journal here, once: the test that wrote it fails until it is committed with the approved text.
    [Theory]
    [MemberData(nameof(Manifests))]
    public async Task A_golden_journal_is_there_and_holds_its_event(string manifest)
    {
        var paths = GoldenJournals.Of(manifest);
        if (!File.Exists(paths.Journal))
        {
            Directory.CreateDirectory(paths.Directory);
            await JournalSession.RunAsync(paths, GoldenJournals.Job, GoldenJournals.Contents[manifest], manifest == GoldenJournals.Snapshot ? 4 : null);
            if (manifest != GoldenJournals.Snapshot)
            {
                File.Delete(paths.Snapshots);
            }

            Assert.Fail($"{paths.Journal} was written now: look at it and commit it");
        }

        var copy = Copy(manifest);
        Assert.Contains(manifest, manifest == GoldenJournals.Snapshot
            ? Column(copy.Snapshots, "SELECT manifest FROM snapshot")
            : Column(copy.Journal, "SELECT manifest FROM journal"));
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public async Task The_reader_and_the_plugin_find_the_same_state_in_a_golden_journal(string manifest)
    {
        var copy = Copy(manifest);

        var read = Show(JournalReader.Read(copy, "").State);
        var (state, fromSnapshot) = await JournalSession.RunAsync(copy, GoldenJournals.Job, []);

        Assert.Equal(read, Show(state));
        Assert.Equal(manifest == GoldenJournals.Snapshot, fromSnapshot);
    }

    [Fact]
    public void The_states_of_the_golden_journals_are_those_that_were_approved()
    {
        var text = new StringBuilder();
        foreach (var manifest in GoldenJournals.Contents.Keys)
        {
            text.Append($"== {manifest}\n{Show(JournalReader.Read(Copy(manifest), "").State)}\n");
        }

        Approved.Matches(text.ToString(), "Journals/golden");
    }

    [Fact]
    public async Task A_golden_journal_without_its_snapshot_has_the_same_state()
    {
        var copy = Copy(GoldenJournals.Snapshot);
        var with = Show(JournalReader.Read(copy, "").State);
        File.Delete(copy.Snapshots);

        Assert.Equal(with, Show(JournalReader.Read(copy, "").State));
        var (state, fromSnapshot) = await JournalSession.RunAsync(copy, GoldenJournals.Job, []);
        Assert.Equal((with, false), (Show(state), fromSnapshot));
    }

    [Fact]
    public async Task A_golden_journal_goes_on_where_it_ended()
    {
        var copy = Copy("us1");
        var state = JournalReader.Read(copy, "").State;
        var next = new UnitsSettled(3, state.RunId!, state.At, SettledUnits.Pack([]));

        await JournalSession.RunAsync(copy, GoldenJournals.Job, [next with { Chain = CommitChain.Next(state.Chain, next) }], null);

        Assert.Equal(3, JournalReader.Read(copy, "").State.N);
        Assert.Equal(["1", "2", "3", "4", "5"], Column(copy.Journal, "SELECT sequence_number FROM journal ORDER BY ordering"));
    }

    public void Dispose() => _directory.Dispose();

    private JobPaths Copy(string manifest)
    {
        var copy = new JobPaths(_directory.File(manifest));
        Directory.CreateDirectory(copy.Directory);
        foreach (var file in Directory.GetFiles(GoldenJournals.Of(manifest).Directory))
        {
            File.Copy(file, Path.Combine(copy.Directory, Path.GetFileName(file)), overwrite: true);
        }

        return copy;
    }

    private static List<string> Column(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add($"{reader.GetValue(0)}");
        }

        return values;
    }

    private static string Show(CheckpointState state)
    {
        var text = new StringBuilder();
        foreach (var property in typeof(CheckpointState).GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            var shown = property.Name switch
            {
                nameof(CheckpointState.Closed) => string.Join("; ", state.Closed.OrderBy(c => c.Ordinal)),
                nameof(CheckpointState.Breakers) => string.Join("; ", state.Breakers.OrderBy(b => b.Key, StringComparer.Ordinal)),
                nameof(CheckpointState.Crashed) => string.Join("; ", state.Crashed.OrderBy(c => c.Ordinal)),
                nameof(CheckpointState.Settled) => string.Join(", ", state.Settled.Select(o => $"{o} {state.OutcomeOf(o)}")),
                nameof(CheckpointState.Registry) => string.Join(", ", state.Registry.All.SelectMany(d => d.Values.Select(v => $"{d.Dimension}={v}"))),
                nameof(CheckpointState.At) => state.At.ToString("O"),
                _ => $"{property.GetValue(state)}",
            };
            text.Append($"{property.Name}: {shown}".TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
