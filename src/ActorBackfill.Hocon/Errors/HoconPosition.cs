namespace ActorBackfill.Hocon;

/// <summary>Where in the input a key or value was written.</summary>
/// <param name="Source">The file as it was named, or the name given for a text, or <c>--set KEY</c>.</param>
/// <param name="Line">From 1; 0 where the source is a single setting without lines.</param>
/// <param name="Column">From 1, in UTF-16 units; 0 where there are no lines.</param>
public readonly record struct HoconPosition(string Source, int Line, int Column)
{
    /// <summary>Gets <c>source:line:column</c>, or the source alone where it has no lines.</summary>
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}
