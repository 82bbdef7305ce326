namespace Akka.Util;

/// <summary>A value or none.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct Option<T> : IEquatable<Option<T>>
{
    /// <summary>No value.</summary>
    public static readonly Option<T> None;

    /// <summary>Initializes a new instance of the <see cref="Option{T}"/> struct.</summary>
    /// <param name="value">The value; null is none.</param>
    public Option(T? value)
    {
        Value = value!;
        HasValue = value is not null;
    }

    /// <summary>Gets a value indicating whether there is a value.</summary>
    public bool HasValue { get; }

    /// <summary>Gets a value indicating whether there is none.</summary>
    public bool IsEmpty => !HasValue;

    /// <summary>Gets the value; the type's default if there is none.</summary>
    public T Value { get; }

    /// <summary>A value as an option.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Option<T>(T? value) => new(value);

    /// <summary>Compares.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(Option<T> left, Option<T> right) => left.Equals(right);

    /// <summary>Compares.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(Option<T> left, Option<T> right) => !left.Equals(right);

    /// <summary>The value or another.</summary>
    /// <param name="fallbackValue">The other.</param>
    /// <returns>The value.</returns>
    public T GetOrElse(T fallbackValue) => HasValue ? Value : fallbackValue;

    /// <inheritdoc/>
    public bool Equals(Option<T> other) => HasValue == other.HasValue && EqualityComparer<T>.Default.Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Option<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HasValue ? Value!.GetHashCode() : 0;

    /// <inheritdoc/>
    public override string ToString() => HasValue ? $"Some<{Value}>" : "None";
}
