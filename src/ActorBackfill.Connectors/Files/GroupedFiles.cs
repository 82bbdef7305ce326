using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Files;

/// <summary>
/// Files grouped by columns, so that one file read once serves many units. Keeps the files used last while they are together below
/// <see cref="MaxBytes"/> (decompressed; as items they take a few times that); a larger file is read again for every unit. A file that
/// changed is read again. Thread safe; files are read one at a time, so that workers that want the same one do not all read it.
/// </summary>
internal sealed class GroupedFiles(FileReader reader, IReadOnlyList<ItemPath> columns) : IDisposable
{
    /// <summary>Bytes of the files that are kept.</summary>
    public const long MaxBytes = 64L << 20;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly LinkedList<Entry> _entries = [];

    /// <summary>Gets the items of a file whose columns have the values.</summary>
    /// <param name="path">The file.</param>
    /// <param name="values">One a column.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BackfillException">The file cannot be read, or has no such column.</exception>
    public async ValueTask<FileContent> ReadAsync(string path, IReadOnlyList<string> values, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var info = new FileInfo(path);
            var stamp = info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
            var entry = _entries.FirstOrDefault(e => e.Path == path);
            var isNew = entry is null || entry.Stamp != stamp;
            if (entry is not null)
            {
                _entries.Remove(entry);
            }

            entry = isNew ? new Entry(path, stamp, await reader.ReadAsync(path, cancellation), columns) : entry!;
            Keep(entry);
            return new FileContent(entry.Items(values), isNew ? entry.SizeBytes : 0);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private void Keep(Entry entry)
    {
        if (entry.SizeBytes > MaxBytes)
        {
            return;
        }

        _entries.AddFirst(entry);
        while (_entries.Sum(e => e.SizeBytes) > MaxBytes)
        {
            _entries.RemoveLast();
        }
    }

    private sealed class Entry
    {
        private readonly Dictionary<string, List<Item>> _groups = new(StringComparer.Ordinal);

        public Entry(string path, (DateTime Written, long Length) stamp, FileContent content, IReadOnlyList<ItemPath> columns)
        {
            (Path, Stamp, SizeBytes) = (path, stamp, content.SizeBytes);
            var texts = new string?[columns.Count];
            var isKnown = new bool[columns.Count];
            foreach (var item in content.Items)
            {
                for (var i = 0; i < texts.Length; i++)
                {
                    texts[i] = Text(columns[i].Find(item));
                    isKnown[i] |= texts[i] is not null;
                }

                Group(Key(texts)).Add(item);
            }

            if (content.Items.Count > 0 && Array.IndexOf(isKnown, false) is >= 0 and var missing)
            {
                throw new BackfillException(FailureCategory.SourceSchema, $"{path} has no column '{columns[missing].Text}' (source.where)");
            }
        }

        public string Path { get; }

        public (DateTime Written, long Length) Stamp { get; }

        public long SizeBytes { get; }

        public List<Item> Items(IReadOnlyList<string> values) => _groups.GetValueOrDefault(Key(values)) ?? [];

        private static string Key(IReadOnlyList<string?> texts) => string.Join('\0', texts.Select(t => t is null ? "0" : "1" + t));

        private static string? Text(JsonElement? value) =>
            value is { ValueKind: JsonValueKind.String } text ? text.GetString() : value?.GetRawText();

        private List<Item> Group(string key)
        {
            if (!_groups.TryGetValue(key, out var group))
            {
                _groups[key] = group = [];
            }

            return group;
        }
    }
}
