using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Explaining;

/// <summary>One run as the journal tells it, from its first event to its last.</summary>
/// <param name="Start">What the journal said before it.</param>
/// <param name="Started">Its beginning.</param>
/// <param name="Ended">Its end in order, or null.</param>
/// <param name="Units">Its units in the order in which they ended; what was paused is left out of their times.</param>
/// <param name="Changes">Who changed what.</param>
internal sealed record RunHistory(
    CheckpointState Start, RunStarted Started, RunEnded? Ended, ImmutableArray<PastUnit> Units, ImmutableArray<ControlChanged> Changes)
{
    /// <summary>Reads a run.</summary>
    /// <param name="job">The job.</param>
    /// <param name="name">Which run.</param>
    /// <exception cref="Failures.CommandException">There is no such run: exit 2; the journal cannot be read: exit 6.</exception>
    public static RunHistory Read(LoadedJob job, RunName name)
    {
        var number = name.Number ?? JournalReader.Read(job).State.Run;
        var state = new CheckpointState();
        RunStarted? started = null;
        RunEnded? ended = null;
        var last = 0;
        var events = new List<ICheckpointEvent>();
        foreach (var next in JournalEvents.Of(job))
        {
            last = next is RunStarted run ? run.Run : last;
            if (started is null && next is RunStarted found && found.Run == number)
            {
                started = found;
            }

            // List values may get their numbers within the run: the plan needs all.
            if (started is null || next is ValuesRegistered)
            {
                state.Apply(next);
            }
            else if (last == number)
            {
                ended = next as RunEnded ?? ended;
                events.Add(next);
            }
        }

        return started is null ? throw name.Missing(job, last) : Of(state, started, ended, events);
    }

    /// <summary>Gets the workers at a time of the run.</summary>
    /// <param name="first">Workers that it began with; null when its report is missing: as many as were at work at once.</param>
    public Func<TimeSpan, int> WorkersAt(int? first)
    {
        var scales = Changes
            .Where(c => c.Command == "scale" && int.TryParse(c.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(c => (At: c.At - Started.At, Workers: int.Parse(c.Value!, CultureInfo.InvariantCulture)))
            .ToImmutableArray();
        var begun = first ?? MostAtOnce();
        return at => scales.LastOrDefault(s => s.At <= at) is { Workers: > 0 } scale ? scale.Workers : begun;
    }

    /// <summary>Gets the run as an estimate needs it.</summary>
    /// <param name="job">The job as it is now.</param>
    /// <param name="workers">Workers that it began with, or null.</param>
    /// <param name="requests">Requests that it made, or null.</param>
    public PastRun AsPast(LoadedJob job, int? workers, long? requests) => new(
        job.PlanWith(new JournalView(Start, Started, Ended, 0)), Start, Units, WorkersAt(workers))
    {
        RunsAgain = Started.RunsAgain,
        RequestsPerSecond = (job.Definition.Source as HttpSourceDefinition)?.Limit.RequestsPerSecond,
        RequestsPerUnit = requests is { } made && Units.Length > 0 ? (double)made / Units.Length : 0,
    };

    private static RunHistory Of(CheckpointState state, RunStarted started, RunEnded? ended, List<ICheckpointEvent> events)
    {
        var units = ImmutableArray.CreateBuilder<PastUnit>();
        var (paused, since) = (TimeSpan.Zero, (DateTimeOffset?)null);
        foreach (var next in events)
        {
            switch (next)
            {
                case UnitsSettled settled:
                    Add(settled.At, settled.Unpack().Select(u => (u.Ordinal, u.Milliseconds)));
                    break;
                case UnitsClosed closed:
                    Add(closed.At, closed.Units.Select(u => (u.Ordinal, u.Milliseconds)));
                    break;
                case ControlChanged { Command: "pause" } pause:
                    since ??= pause.At;
                    break;
                case ControlChanged { Command: "unpause" } unpause when since is { } from:
                    (paused, since) = (paused + (unpause.At - from), null);
                    break;
            }
        }

        return new RunHistory(state, started, ended, units.ToImmutable(), [.. events.OfType<ControlChanged>()]);

        void Add(DateTimeOffset at, IEnumerable<(long Ordinal, int Milliseconds)> ended)
        {
            // A wall clock that was set back does not turn the order around.
            var after = (since ?? at) - started.At - paused;
            after = units.Count > 0 && after < units[^1].At ? units[^1].At : after;
            units.AddRange(ended.Select(u => new PastUnit(u.Ordinal, TimeSpan.FromMilliseconds(u.Milliseconds), after)));
        }
    }

    private int MostAtOnce()
    {
        var edges = Units.SelectMany(u => ((TimeSpan At, int Change)[])[(u.At - u.Took, 1), (u.At, -1)]).OrderBy(e => e.At).ThenBy(e => e.Change);
        var (now, most) = (0, 1);
        foreach (var (_, change) in edges)
        {
            now += change;
            most = Math.Max(most, now);
        }

        return Math.Min(most, JobFiles.JobFileContext.MaxWorkers);
    }
}
