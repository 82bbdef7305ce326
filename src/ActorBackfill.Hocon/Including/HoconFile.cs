using System.Text;

namespace ActorBackfill.Hocon;

/// <summary>Reads a file with a bound and a strict UTF-8 check.</summary>
internal static class HoconFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static string? Read(
        string path, string shown, long maxBytes, out int length, out (HoconPosition? Position, string Message)? error)
    {
        length = 0;
        error = null;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = ReadBounded(stream, maxBytes);
            length = bytes.Length;
            if (length > maxBytes)
                error = (new HoconPosition(shown, 1, 1), "too long: the bound for all files together is reached");
            else
                return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            error = (PositionOf(path, shown, e.Index), $"not UTF-8: byte 0x{e.BytesUnknown?[0]:X2}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            error = (null, $"cannot read {shown}: {e.Message}");
        }

        return null;
    }

    private static byte[] ReadBounded(FileStream stream, long maxBytes)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (copy.Length <= maxBytes)
        {
            var read = stream.Read(buffer);
            if (read == 0)
                break;
            copy.Write(buffer, 0, read);
        }

        return copy.ToArray();
    }

    private static HoconPosition PositionOf(string path, string shown, int index)
    {
        var before = File.ReadAllBytes(path).AsSpan(0, index);
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new HoconPosition(shown, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
