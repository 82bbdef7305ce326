using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Listening;
using Akka.Actor;

namespace ActorBackfill.Host.Exports;

/// <summary>Writes the file of entities that are done after every hundred of them and at the end.</summary>
internal sealed class EntityExportActor : FileExportActor
{
    // Versions that wait while one is written; of more than these the oldest tells nothing that the next does not.
    private const int MostWaiting = 4;

    private readonly EntityCheckpoint _checkpoint;
    private readonly TimeProvider _time;
    private readonly Queue<EntityVersion> _waiting = [];
    private Plan? _plan;

    public EntityExportActor(EntityExport export, TimeProvider time)
        : base(export.Path)
    {
        _time = time;
        _checkpoint = new EntityCheckpoint(export.Type);
        Receive<UnitsKnown>(OnKnown);
        Receive<UnitsEnded>(ended => ended.Units.ToList().ForEach(OnEnded));
    }

    public static Props For(EntityExport export, TimeProvider time) => Props.Create(() => new EntityExportActor(export, time));

    private void OnKnown(UnitsKnown known)
    {
        _plan = known.Plan;
        _checkpoint.Clear();
        for (var index = 0L; index < known.Plan.Count && !known.RunsAgain; index++)
        {
            var ordinal = known.Plan.OrdinalAt(index);
            if (known.State.OutcomeOf(ordinal) is { } outcome && outcome.IsInLedger() && !known.State.IsReopened(ordinal))
            {
                _checkpoint.Add(ordinal, known.Plan.UnitAt(index).Values[0].Value);
            }
        }
    }

    private void OnEnded(EndedUnit unit)
    {
        if (unit.Outcome.IsInLedger() && _plan?.IndexOfOrdinal(unit.Ordinal) is >= 0 and var index && _checkpoint.Add(unit.Ordinal, _plan.UnitAt(index).Values[0].Value))
        {
            AddVersion();
            Write();
        }
    }

    private void AddVersion()
    {
        if (_waiting.Count >= MostWaiting)
        {
            _waiting.Dequeue();
        }

        _waiting.Enqueue(_checkpoint.Version(_time.GetUtcNow()));
    }

    /// <inheritdoc/>
    protected override void OnLast() => AddVersion();

    /// <inheritdoc/>
    protected override Action<Stream>? TakeContent() => _waiting.TryDequeue(out var version) ? version.Write : null;
}
