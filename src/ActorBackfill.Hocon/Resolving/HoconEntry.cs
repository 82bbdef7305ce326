namespace ActorBackfill.Hocon;

internal enum HoconEntryState
{
    Untouched,
    InProgress,
    Done,
}

/// <summary>
/// One assignment to a place in the document. All assignments keep their order in the whole document (fallbacks, includes
/// and overlays counted in), so that "what stood here before this line" has one meaning everywhere.
/// </summary>
internal sealed class HoconEntry(HoconSlot slot, long order, HoconPosition position, HoconExpression? expression, bool mustBeObject = false)
{
    internal HoconSlot Slot { get; } = slot;

    internal long Order { get; } = order;

    /// <summary>Gets or sets where it was written; an object known from below takes the place where the file itself opens it.</summary>
    internal HoconPosition Position { get; set; } = position;

    /// <summary>Gets or sets a value indicating whether only texts laid under the file have opened the object.</summary>
    internal bool IsUnder { get; set; }

    /// <summary>Gets what was assigned; null where an object was opened, whose members are the slot's children.</summary>
    internal HoconExpression? Expression { get; } = expression;

    /// <summary>Gets a value indicating whether it stood beside an object, so that only objects fit.</summary>
    internal bool MustBeObject { get; } = mustBeObject;

    internal bool OpensObject => Expression is null;

    /// <summary>Gets a value indicating whether everything assigned before is hidden, whatever the values elsewhere are.</summary>
    internal bool HidesEarlier => Expression is LiteralExpression or ListExpression;

    /// <summary>Gets a value indicating whether it has to be resolved to know even its type.</summary>
    internal bool IsDynamic => Expression is ReferenceExpression or JoinedExpression;

    internal HoconEntryState State { get; set; }

    /// <summary>Gets or sets the resolved value; null where it is undefined.</summary>
    internal HoconValue? Result { get; set; }
}
