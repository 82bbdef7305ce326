namespace ActorBackfill.Architecture.Tests.AkkaSignatures;

/// <summary>A type as it stands in a signature.</summary>
/// <param name="Text">Its name.</param>
/// <param name="IsValue">Whether its default is not null.</param>
internal readonly record struct TypeName(string Text, bool IsValue = false)
{
    public override string ToString() => Text;
}

/// <summary>The names of type parameters around a signature; empty writes them by position.</summary>
internal sealed record TypeParameters(IReadOnlyList<string> OfType, IReadOnlyList<string> OfMethod)
{
    public static readonly TypeParameters ByPosition = new([], []);
}
