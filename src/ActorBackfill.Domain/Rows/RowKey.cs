using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Rows;

/// <summary>The values of a row's key columns, compared by value.</summary>
public readonly struct RowKey : IEquatable<RowKey>
{
    private readonly object? _first;
    private readonly object?[] _rest;

    private RowKey(object? first, object?[] rest)
    {
        _first = first;
        _rest = rest;
    }

    /// <summary>Gets the key of a row.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="row">A value a column.</param>
    public static RowKey Of(TableDefinition table, object?[] row)
    {
        var positions = table.KeyPositions;
        if (positions.Length == 1)
        {
            return new RowKey(row[positions[0]], []);
        }

        var rest = new object?[positions.Length - 1];
        for (var i = 1; i < positions.Length; i++)
        {
            rest[i - 1] = row[positions[i]];
        }

        return new RowKey(row[positions[0]], rest);
    }

    /// <summary>Compares two keys.</summary>
    public static bool operator ==(RowKey left, RowKey right) => left.Equals(right);

    /// <summary>Compares two keys.</summary>
    public static bool operator !=(RowKey left, RowKey right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RowKey other) => Equals(_first, other._first) && _rest.AsSpan().SequenceEqual(other._rest);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(_first);
        foreach (var value in _rest)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
