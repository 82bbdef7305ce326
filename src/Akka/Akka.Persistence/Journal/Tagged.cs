using System.Collections.Immutable;

namespace Akka.Persistence.Journal;

/// <summary>An event with tags; the journal stores the event alone and its tags beside it.</summary>
public sealed class Tagged : IEquatable<Tagged>
{
    /// <summary>Tags an event.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="tags">Its tags; doubles count once.</param>
    public Tagged(object payload, IEnumerable<string> tags)
        : this(payload, tags.ToImmutableHashSet())
    {
    }

    /// <summary>Tags an event.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="tags">Its tags.</param>
    public Tagged(object payload, IImmutableSet<string> tags)
    {
        Payload = payload;
        Tags = tags;
    }

    /// <summary>Gets the event.</summary>
    public object Payload { get; }

    /// <summary>Gets the tags.</summary>
    public IImmutableSet<string> Tags { get; }

    /// <inheritdoc />
    public bool Equals(Tagged? other) => other is not null && Tags.SetEquals(other.Tags) && Equals(Payload, other.Payload);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Tagged);

    /// <inheritdoc />
    public override int GetHashCode() => Payload.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => $"Tagged<{Payload}>[{string.Join(", ", Tags)}]";
}
