namespace ActorBackfill.Hocon;

/// <summary>A resolved value: <see cref="HoconObject"/>, <see cref="HoconArray"/> or <see cref="HoconScalar"/>. Immutable.</summary>
public abstract class HoconValue
{
    private protected HoconValue(HoconPosition position) => Position = position;

    /// <summary>Gets where the value was written; a value that came through a substitution keeps its own place.</summary>
    public HoconPosition Position { get; }

    /// <summary>Gets what a user would call it: text, number, list and so on.</summary>
    public abstract string TypeName { get; }

    /// <summary>Gets the number of values and characters in the tree: shared subtrees count each time, as they would when printed.</summary>
    internal abstract long Weight { get; }

    /// <summary>Gets the levels of objects and lists; 0 for a single value.</summary>
    internal abstract int Depth { get; }

    /// <summary>Compares content and kind, not positions, quoting or the order of members.</summary>
    /// <param name="other">The value to compare with.</param>
    public abstract bool SameContentAs(HoconValue? other);

    /// <summary>Returns the value as a list: itself, or an object whose keys are whole numbers in their order (others are left out).</summary>
    /// <returns>Null where the value is neither.</returns>
    public virtual HoconArray? AsArray() => null;

    /// <summary>Gets the value as HOCON on one or more lines.</summary>
    public override string ToString() => HoconPrinter.Print(this);
}
