namespace ActorBackfill.Hocon;

/// <summary>The file a text came from.</summary>
/// <param name="Shown">Its name in positions.</param>
/// <param name="Path">Its full path.</param>
internal sealed record HoconOrigin(string Shown, string Path);
