using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Connectors.Lists;

/// <summary>Collects the entities of a list: a value that has come before is dropped and counted. Not thread safe.</summary>
/// <param name="attributes">Names of the attributes that each row brings.</param>
internal sealed class EntityRows(ImmutableArray<string> attributes)
{
    /// <summary>The most entities of a list; more do not fit the memory that a run is promised.</summary>
    public const int Most = 10_000_000;

    private readonly ImmutableArray<string>.Builder _values = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string?>.Builder[] _columns = [.. attributes.Select(_ => ImmutableArray.CreateBuilder<string?>())];
    private TextIndex _seen = new();

    /// <summary>Gets how many entities there are.</summary>
    public int Count => _values.Count;

    /// <summary>Gets the rows that were dropped.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Makes room before the first row, so that nothing is copied as they come.</summary>
    /// <param name="most">Rows at most; more only take longer.</param>
    public void Expect(int most)
    {
        most = Math.Min(most, Most);
        if (Count > 0)
        {
            return;
        }

        _seen = new TextIndex(most);
        _values.Capacity = most;
        foreach (var column in _columns)
        {
            column.Capacity = most;
        }
    }

    /// <summary>Adds a row.</summary>
    /// <param name="value">The entity.</param>
    /// <param name="of">Its attributes in the order of their names.</param>
    /// <param name="place">Names the row in messages.</param>
    /// <exception cref="BackfillException">It has no value, or the list is too long.</exception>
    public void Add(string? value, ReadOnlySpan<string?> of, string place)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new BackfillException(FailureCategory.InvalidData, $"{place} has no value");
        }

        if (!_seen.TryAdd(_values, value))
        {
            Duplicates++;
            return;
        }

        if (Count == Most)
        {
            throw new BackfillException(FailureCategory.Oversize, string.Create(CultureInfo.InvariantCulture, $"{place}: a list has at most {Most:#,0} entities"));
        }

        _values.Add(value);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Add(of[i]);
        }
    }

    /// <summary>Gets the list.</summary>
    /// <param name="at">When it was read.</param>
    public EntityList ToList(DateTimeOffset at) =>
        new(_values.DrainToImmutable(), new EntityAttributes(attributes, [.. _columns.Select(c => c.DrainToImmutable())]), Duplicates, at);
}
