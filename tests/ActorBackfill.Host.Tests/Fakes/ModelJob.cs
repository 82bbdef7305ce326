using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>A job of 40 days and 5 states, or of another plan, with a journal that a test writes event by event.</summary>
internal sealed class ModelJob : IDisposable
{
    public const string RunId = "0123456789abcdef0123456789abcdef";

    public static readonly DateTimeOffset At = new(2026, 3, 15, 12, 30, 0, 123, TimeSpan.Zero);

    private readonly WorkDirectory _directory = new();
    private readonly List<ICheckpointEvent> _events = [];
    private long _n;
    private string? _chain;

    public ModelJob(string plan = "date { range = [2024-01-01, 2024-02-09], step = day }, state { values = [VIC, NSW, QLD, SA, WA] }")
    {
        _directory.Write("model.conf", $$"""
            job = model
            plan { {{plan}} }
            source { type = files, path = "none.json" }
            sink { type = sqlite, path = "model.db", tables { rows { key = [id], columns { id = id } } } }
            """);
        Terminal = new RecordingTerminal(directory: _directory.Path);
        Talk = new Talk(Terminal.Terminal, false, true, false, true, true);
        Job = LoadedJob.Load(Choice, Talk);
        Plan = Job.PlanWith(JournalView.Empty());
        Append(
        [
            new RunStarted(1, RunId, At, "model", "fedcba9876543210fedcba9876543210", Plan.Fingerprint, Plan.Count, false, "host", 1),
            .. Plan.Dimensions.OfType<ListDimension>().Select(d => new ValuesRegistered(d.Name, 0, [.. Enumerable.Range(0, (int)d.Count).Select(i => d.ValueAt(i))])),
        ]);
    }

    public RecordingTerminal Terminal { get; }

    public Talk Talk { get; }

    public JobChoice Choice => new(_directory.File("model.conf"), null, null, null, ".backfill", []);

    public LoadedJob Job { get; }

    public Plan Plan { get; }

    public string Directory => _directory.Path;

    public string StateFile => Job.Paths.ReadModel;

    /// <summary>Gets what the journal says, by the code that the engine uses.</summary>
    public CheckpointState State
    {
        get
        {
            var state = new CheckpointState();
            _events.ForEach(state.Apply);
            return state;
        }
    }

    public string JobFile => _directory.File("model.conf");

    public string File(string name) => _directory.File(name);

    /// <summary>Runs a command about this job in this process; the job stands before the flags.</summary>
    public async Task<(int Exit, string Out, string Error)> RunAsync(string verb, params IEnumerable<string> flags)
    {
        var terminal = new RecordingTerminal(directory: Directory);
        var exit = await terminal.RunAsync([verb, JobFile, .. flags]);
        return (exit, terminal.Out, terminal.Error);
    }

    public void Append(params ICheckpointEvent[] events)
    {
        _events.AddRange(events);
        JournalFileWriter.Append(Job.Paths.Journal, "model", events);
    }

    public void Settle(int attempt, UnitOutcome outcome, params IEnumerable<long> places) => Settle(attempt, outcome, _ => 7, places);

    /// <summary>Settles units that took so many milliseconds each.</summary>
    public void Settle(int attempt, UnitOutcome outcome, Func<long, int> took, params IEnumerable<long> places)
    {
        var commit = new UnitsSettled(++_n, RunId, At, SettledUnits.Pack([.. places.Select(p => new SettledUnit(Plan.OrdinalAt(p), outcome, attempt, outcome == UnitOutcome.Done ? 3 : 0, took(p), 77))]));
        _chain = CommitChain.Next(_chain, commit);
        Append(commit with { Chain = _chain });
    }

    public void Close(UnitOutcome outcome, string? category, Func<long, string> text, params IEnumerable<long> places) =>
        Append(new UnitsClosed(RunId, At, [.. places.Select(p => new ClosedUnit(Plan.OrdinalAt(p), outcome, 2, category, text(p), 5))]));

    public void Fail(string category, string text, params IEnumerable<long> places) => Close(UnitOutcome.Failed, category, _ => text, places);

    public void Requeue(params IEnumerable<long> places) => Append(new UnitsRequeued("anna", At, Runs(places), "again"));

    public void Reopen(params IEnumerable<long> places) => Append(new UnitsReopened(RunId, At, Runs(places)));

    public void Revert(params IEnumerable<long> places)
    {
        (_n, _chain) = (Math.Max(0, _n - 1), "reverted");
        Append(new SinkReverted(_n, _chain, "fedcba9876543210fedcba9876543210", At, Runs(places)));
    }

    public void Dispose() => _directory.Dispose();

    private ImmutableArray<long> Runs(IEnumerable<long> places) => [.. places.SelectMany(p => (long[])[Plan.OrdinalAt(p), 1])];
}
