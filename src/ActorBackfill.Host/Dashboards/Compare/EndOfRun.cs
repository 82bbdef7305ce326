using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.Verifying.Against;

namespace ActorBackfill.Host.Dashboards.Compare;

/// <summary>What the units of a job were when one of its runs had ended, from the journal.</summary>
/// <param name="State">Outcomes, as the journal told them until the next run began.</param>
/// <param name="Contents">What each settled unit held.</param>
/// <param name="Took">The last attempts of the units that ended in the run, in milliseconds, the shortest first.</param>
internal sealed record EndOfRun(CheckpointState State, IReadOnlyDictionary<long, UnitContent> Contents, IReadOnlyList<int> Took)
{
    /// <summary>Reads it: once through the journal, and no further than to the run after it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="run">The run's number, from 1.</param>
    public static EndOfRun Read(LoadedJob job, int run)
    {
        var (state, took) = (new CheckpointState(), new List<int>());
        var contents = RunContents.At(Told(), run).Then;
        took.Sort();
        return new EndOfRun(state, contents, took);

        IEnumerable<ICheckpointEvent> Told()
        {
            foreach (var next in JournalEvents.Of(job))
            {
                if (next is RunStarted { Run: var number } && number > run)
                {
                    // What was found at its start is told from what the run before it did.
                    yield return next;
                    yield break;
                }

                if (next is UnitsRequeued or UnitsQuarantined && state.Run == run && state.LastEnd is not null)
                {
                    // Opened again, or parked, for the run after it.
                    continue;
                }

                state.Apply(next);
                took.AddRange(state.Run != run ? [] : next switch
                {
                    UnitsSettled settled => settled.Unpack().Select(u => u.Milliseconds),
                    UnitsClosed closed => closed.Units.Select(u => u.Milliseconds),
                    _ => [],
                });
                yield return next;
            }
        }
    }

    /// <summary>Gets the failures of units of a plan, by category and cause.</summary>
    /// <param name="plan">The plan.</param>
    public Dictionary<(string Category, string Text), long> Failures(Plan plan) =>
        FailureGroups.Of(plan, State, int.MaxValue).ToDictionary(g => (g.Category, g.Text), g => g.Count);

    /// <summary>Gets the outcome of a unit that is not settled; null when it is open.</summary>
    /// <param name="ordinal">Which.</param>
    public UnitOutcome? Unsettled(long ordinal) => State.ClosedUnitOf(ordinal)?.Outcome;

    /// <summary>Says what a unit was.</summary>
    /// <param name="ordinal">Which.</param>
    public string Text(long ordinal) => Contents.TryGetValue(ordinal, out var content)
        ? $"{Wording.Count(content.Rows, "row")}, {content.Fingerprint.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)}"
        : Unsettled(ordinal) is { } outcome ? UnitState.Of(outcome) : "open";
}
