using System.Buffers.Binary;
using System.Text;

namespace ActorBackfill.Host.Tests.Telemetry;

/// <summary>A message of protocol buffers, read by the numbers of its fields.</summary>
internal sealed class WireMessage
{
    private readonly List<(int Field, byte[] Bytes, ulong Number)> _fields = [];

    public WireMessage(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var tag = Varint(ref bytes);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((field, [], Varint(ref bytes)));
                    break;
                case 1:
                    _fields.Add((field, [], BinaryPrimitives.ReadUInt64LittleEndian(bytes)));
                    bytes = bytes[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref bytes);
                    _fields.Add((field, bytes[..length].ToArray(), 0));
                    bytes = bytes[length..];
                    break;
                case 5:
                    _fields.Add((field, [], BinaryPrimitives.ReadUInt32LittleEndian(bytes)));
                    bytes = bytes[4..];
                    break;
                default:
                    throw new InvalidDataException($"field {field} has wire type {tag & 7}");
            }
        }
    }

    /// <summary>Gets the messages that lie below, a path of field numbers.</summary>
    public IEnumerable<WireMessage> All(params int[] path) => path.Length == 0 ? [this]
        : _fields.Where(f => f.Field == path[0]).SelectMany(f => new WireMessage(f.Bytes).All(path[1..]));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public string Hex(int field) => Convert.ToHexString(Bytes(field));

    public ulong Number(int field) => _fields.Where(f => f.Field == field).Select(f => f.Number).LastOrDefault();

    /// <summary>Gets attributes: a repeated field of pairs of a key and a value.</summary>
    public Dictionary<string, string> Attributes(int field) => All(field).ToDictionary(
        a => a.Text(1), a => a.All(2).Select(Value).FirstOrDefault() ?? "", StringComparer.Ordinal);

    private static string Value(WireMessage value) => value._fields.Exists(f => f.Field == 1) ? value.Text(1) : value._fields.Select(f => f.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault() ?? "";

    private byte[] Bytes(int field) => _fields.Where(f => f.Field == field).Select(f => f.Bytes).LastOrDefault() ?? [];

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
