using System.Collections.Immutable;

namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>A unit that has ended, kept as one of many.</summary>
/// <param name="Values">Name and value of each dimension.</param>
/// <param name="Seconds">How long its last attempt took.</param>
internal readonly record struct MeasuredUnit(ImmutableArray<KeyValuePair<string, string>> Values, double Seconds);
