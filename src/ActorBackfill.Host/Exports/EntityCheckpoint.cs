namespace ActorBackfill.Host.Exports;

/// <summary>
/// The entities that are done, in the order in which they were. They are kept in blocks that are only ever appended to, so that a version of the
/// file costs its blocks' names and no copy of the ids: a list of 48,165 is written 482 times.
/// </summary>
/// <param name="type">What the entities are called.</param>
internal sealed class EntityCheckpoint(string type)
{
    private readonly List<string[]> _blocks = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _blocks.Clear();
        _known.Clear();
    }

    /// <summary>Adds an entity that is done; one that is known already changes nothing.</summary>
    /// <returns>Whether it is time to write.</returns>
    public bool Add(string id)
    {
        if (!_known.Add(id))
        {
            return false;
        }

        var at = (_known.Count - 1) % EntityVersion.BlockSize;
        if (at == 0)
        {
            _blocks.Add(new string[EntityVersion.BlockSize]);
        }

        _blocks[^1][at] = id;
        return _known.Count % EntityExport.Every == 0;
    }

    /// <summary>Gets what the file is to say now.</summary>
    /// <param name="at">The time, UTC.</param>
    public EntityVersion Version(DateTimeOffset at) => new(type, [.. _blocks], _known.Count, at);
}
