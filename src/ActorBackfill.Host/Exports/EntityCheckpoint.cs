using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.Exports;

/// <summary>
/// The entities that are done, in the order in which they were. They are kept in blocks that are only ever appended to, so that a version of the
/// file costs its blocks' names and no copy of the ids: a list of 48,165 is written 482 times.
/// </summary>
/// <param name="type">What the entities are called.</param>
internal sealed class EntityCheckpoint(string type)
{
    private readonly List<string[]> _blocks = [];
    private OrdinalSet _known = new();

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _blocks.Clear();
        _known = new OrdinalSet();
    }

    /// <summary>Adds an entity that is done; one that is known already changes nothing.</summary>
    /// <param name="ordinal">Its unit's ordinal.</param>
    /// <param name="id">Its id.</param>
    /// <returns>Whether it is time to write.</returns>
    public bool Add(long ordinal, string id)
    {
        if (!_known.Add(ordinal))
        {
            return false;
        }

        var at = (int)((_known.Count - 1) % EntityVersion.BlockSize);
        if (at == 0)
        {
            _blocks.Add(new string[EntityVersion.BlockSize]);
        }

        _blocks[^1][at] = id;
        return _known.Count % EntityExport.Every == 0;
    }

    /// <summary>Gets what the file is to say now.</summary>
    /// <param name="at">The time, UTC.</param>
    public EntityVersion Version(DateTimeOffset at) => new(type, [.. _blocks], (int)_known.Count, at);
}
