namespace ActorBackfill.Hocon;

/// <summary>A named piece of HOCON.</summary>
/// <param name="Source">The name used in positions.</param>
/// <param name="Text">The HOCON.</param>
public sealed record HoconText(string Source, string Text);
