namespace Akka;

/// <summary>Stands where a type is asked for and none is meant.</summary>
public sealed class NotUsed
{
    private NotUsed() { }

    /// <summary>Gets the only one.</summary>
    public static NotUsed Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "NotUsed";
}
