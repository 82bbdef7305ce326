namespace ActorBackfill.Hocon;

/// <summary>One key of an object with its value.</summary>
/// <param name="Key">The key, without quotes; one element of a path.</param>
/// <param name="KeyPosition">Where the key was first written.</param>
/// <param name="Value">Its final value.</param>
public sealed record HoconMember(string Key, HoconPosition KeyPosition, HoconValue Value);
