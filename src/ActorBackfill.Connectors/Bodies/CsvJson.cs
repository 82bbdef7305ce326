using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using ActorBackfill.Domain.Items;

namespace ActorBackfill.Connectors.Bodies;

/// <summary>
/// Makes items of CSV rows: writes them as JSON objects of texts and parses them in groups, so that a row costs no allocation of its own
/// but the item, and a group is let go when its last item is.
/// </summary>
internal sealed class CsvJson(ByteBuffer buffer)
{
    private const int GroupBytes = 256 << 10;
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private readonly List<Item> _items = [];

    /// <summary>Gets the bytes of all groups parsed so far.</summary>
    public long TotalBytes { get; private set; }

    /// <summary>Begins a row.</summary>
    public void BeginRow() => buffer.Append(buffer.Length == 0 ? "[{"u8 : ",{"u8);

    /// <summary>Writes one value.</summary>
    /// <param name="name">Its name as <see cref="Name"/> gave it.</param>
    /// <param name="value">The value.</param>
    /// <param name="hasDoubledQuotes">Whether its quotes are doubled.</param>
    public void Value(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool hasDoubledQuotes)
    {
        var room = buffer.Free(name.Length + (value.Length * 6) + 1).Span;
        name.CopyTo(room);
        var at = name.Length + Write(value, hasDoubledQuotes, room[name.Length..]);
        room[at++] = (byte)'"';
        buffer.Advance(at);
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        buffer.Append("}"u8);
        if (buffer.Length >= GroupBytes)
        {
            EndGroup();
        }
    }

    /// <summary>Gets all items.</summary>
    public IReadOnlyList<Item> ToItems()
    {
        EndGroup();
        return _items;
    }

    /// <summary>Gets a column's name ready to be written before each value, up to the opening quote of the value.</summary>
    /// <param name="name">The column.</param>
    /// <param name="isFirst">Whether no comma goes before it.</param>
    public static byte[] Name(string name, bool isFirst) =>
        [.. isFirst ? ""u8 : ","u8, (byte)'"', .. JsonEncodedText.Encode(name).EncodedUtf8Bytes, (byte)'"', (byte)':', (byte)'"'];

    private void EndGroup()
    {
        if (buffer.Length == 0)
        {
            return;
        }

        buffer.Append("]"u8);
        foreach (var row in JsonElement.Parse(buffer.Written).EnumerateArray())
        {
            _items.Add(new Item(row));
        }

        TotalBytes += buffer.Length;
        buffer.Clear();
    }

    private static int Write(ReadOnlySpan<byte> value, bool hasDoubledQuotes, Span<byte> to)
    {
        var at = 0;
        while (true)
        {
            var plain = value.IndexOfAny(Escaped);
            var length = plain < 0 ? value.Length : plain;
            value[..length].CopyTo(to[at..]);
            at += length;
            if (plain < 0)
            {
                return at;
            }

            var special = value[plain];
            value = value[(plain + (special == '"' && hasDoubledQuotes ? 2 : 1))..];
            at += WriteEscape(special, to[at..]);
        }
    }

    private static int WriteEscape(byte special, Span<byte> to)
    {
        to[0] = (byte)'\\';
        if (special is (byte)'"' or (byte)'\\')
        {
            to[1] = special;
            return 2;
        }

        "u00"u8.CopyTo(to[1..]);
        Utf8Formatter.TryFormat(special, to[4..], out _, new StandardFormat('x', 2));
        return 6;
    }
}
