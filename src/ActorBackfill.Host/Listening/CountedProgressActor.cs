using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Listening;
using ActorBackfill.Engine.Supervising;
using Akka.Actor;

namespace ActorBackfill.Host.Listening;

/// <summary>Says how far the run is after every so many units: exactly so often, however many end at once.</summary>
internal sealed class CountedProgressActor : ReceiveActor
{
    private readonly CountedProgress _counts;
    private readonly LineQueue _lines;
    private readonly TimeProvider _time;
    private readonly int _workers;
    private readonly long _limit;
    private readonly long _started;
    private long? _total;

    public CountedProgressActor(ProgressDefinition definition, int workers, long limit, LineQueue lines, TimeProvider time)
    {
        (_counts, _workers, _limit, _lines, _time, _started) = (new CountedProgress(definition), workers, limit, lines, time, time.GetTimestamp());
        Receive<UnitsKnown>(OnKnown);
        Receive<UnitsEnded>(OnEnded);
        Receive<JournalWritten>(_ => { });
        Receive<Flush>(OnFlush);
    }

    /// <summary>Gets the props.</summary>
    /// <param name="definition">How often, and in whose words.</param>
    /// <param name="workers">Units at a time.</param>
    /// <param name="limit">The most units the run is about (<c>--limit</c>).</param>
    /// <param name="lines">Where lines go.</param>
    /// <param name="time">The clock.</param>
    public static Props For(ProgressDefinition definition, int workers, long limit, LineQueue lines, TimeProvider time) =>
        Props.Create(() => new CountedProgressActor(definition, workers, limit, lines, time));

    // Only what is left at the start is this run's; when the journal was away nothing new is left.
    private void OnKnown(UnitsKnown known)
    {
        var units = PlanCounts.Count(known.Plan, known.State);
        if (_total is not null)
        {
            return;
        }

        _total = Math.Min(_limit, known.RunsAgain ? units.Total : units.Open + units.Failed);
        Say(_counts.Start(_total.Value, _workers));
    }

    private void OnEnded(UnitsEnded ended)
    {
        foreach (var unit in ended.Units)
        {
            if (_counts.Count(unit.Outcome, unit.Rows))
            {
                // Open periods run again though they are settled: then there is more than was left.
                _lines.Add(_counts.Line(Math.Max(_total ?? 0, _counts.Processed), _time.GetElapsedTime(_started)));
            }
        }
    }

    private void OnFlush(Flush flush)
    {
        Say(_counts.End(_time.GetElapsedTime(_started)));
        Sender.Tell(new Flushed());
    }

    private void Say(string? line)
    {
        if (line is not null)
        {
            _lines.Add(line);
        }
    }
}
