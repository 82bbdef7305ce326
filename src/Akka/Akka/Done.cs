namespace Akka;

/// <summary>Says that something is done, and nothing more.</summary>
public sealed class Done
{
    private Done() { }

    /// <summary>Gets the only one.</summary>
    public static Done Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "Done";
}
