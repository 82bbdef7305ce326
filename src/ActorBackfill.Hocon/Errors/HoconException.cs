using System.Collections.Immutable;

namespace ActorBackfill.Hocon;

/// <summary>The only exception for bad input. Its message is one line an error, <c>file:line:column: message</c>.</summary>
public sealed class HoconException : Exception
{
    /// <summary>Initializes the exception with everything found wrong.</summary>
    /// <param name="errors">At least one.</param>
    public HoconException(IEnumerable<HoconError> errors)
        : this(errors.ToImmutableArray())
    {
    }

    private HoconException(ImmutableArray<HoconError> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    /// <summary>Gets the errors in the order in which they were found.</summary>
    public ImmutableArray<HoconError> Errors { get; }
}
