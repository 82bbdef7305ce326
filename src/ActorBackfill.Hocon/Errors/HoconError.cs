namespace ActorBackfill.Hocon;

/// <summary>One thing wrong with the input.</summary>
/// <param name="Position">Where it was written.</param>
/// <param name="Path">The key it concerns, as <c>a.b."c d"</c>; empty where there is none, as in a syntax error.</param>
/// <param name="Message">What is wrong, with the offending value; one line.</param>
public sealed record HoconError(HoconPosition Position, string Path, string Message)
{
    /// <summary>Gets <c>file:line:column: path: message</c>.</summary>
    public override string ToString() => Path.Length == 0 ? $"{Position}: {Message}" : $"{Position}: {Path}: {Message}";
}
