namespace ActorBackfill.Domain.Jobs;

/// <summary><c>batch { ... }</c>: several units in one request, told apart in its answer by a key.</summary>
/// <param name="Dimension">The dimension whose values are joined. Key <c>dimension</c>.</param>
/// <param name="Parameter">The query parameter that they stand in. Key <c>parameter</c>; default: the dimension's name.</param>
/// <param name="Key">Path of the value in an item. Key <c>key</c>; default: the dimension's name.</param>
/// <param name="Size">Units of a request; of the first ones where <see cref="Interval"/> is set. Key <c>size</c>; 1 to 1,000.</param>
public sealed record BatchDefinition(string Dimension, string Parameter, string Key, int Size)
{
    /// <summary>The most units of a request.</summary>
    public const int MostUnits = 1_000;

    /// <summary>Gets what stands between values. Key <c>separator</c>; default a comma.</summary>
    public string Separator { get; init; } = ",";

    /// <summary>Gets how long a request should take: the size follows, from 1 to <see cref="Most"/>. Key <c>interval</c>; null means a fixed size.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Gets the largest size that an interval leads to. Key <c>most</c>; 1 to 1,000; default 1,000.</summary>
    public int Most { get; init; } = MostUnits;
}
