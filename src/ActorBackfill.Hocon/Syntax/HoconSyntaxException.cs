namespace ActorBackfill.Hocon;

/// <summary>Unwinds to the field in which a syntax error stands; never leaves the library.</summary>
internal sealed class HoconSyntaxException(HoconPosition position, string message, bool isFatal = false) : Exception(message)
{
    internal HoconPosition Position { get; } = position;

    /// <summary>Gets a value indicating whether reading on would be useless or unbounded.</summary>
    internal bool IsFatal { get; } = isFatal;
}
