using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Domain.Jobs;

/// <summary>What becomes of units in flight when a run stops by a rule.</summary>
public enum HaltMode
{
    /// <summary>No such rule stops the run.</summary>
    Never,

    /// <summary>They may end, within the grace time.</summary>
    Soon,

    /// <summary>They are cancelled.</summary>
    Now,
}

/// <summary><c>halt { ... }</c>: when a run stops by itself with exit 4 or 8.</summary>
public sealed record HaltDefinition
{
    /// <summary>Gets what becomes of units in flight. Key <c>mode</c>; default soon. Never: only lost slots and a dead source end a run.</summary>
    public HaltMode Mode { get; init; } = HaltMode.Soon;

    /// <summary>Gets the failed units that are borne in one run. Key <c>max-failures</c>; a number or a percentage; null (default) means all.</summary>
    public FailureLimit? MaxFailures { get; init; }

    /// <summary>Gets the units in a row that the sink's tables refuse for the same reason. Key <c>sink-schema-failures</c>; 1 to 1,000; default 5.</summary>
    public int SinkSchemaFailures { get; init; } = 5;

    /// <summary>Gets the slots that may be lost to attempts that do not end. Key <c>lost-slots</c>; 0 to 1,000; default 8.</summary>
    public int LostSlots { get; init; } = 8;

    /// <summary>Gets how long the source may fail everything. Key <c>give-up</c>; default 10 min.</summary>
    public TimeSpan GiveUp { get; init; } = TimeSpan.FromMinutes(10);
}
