using System.Buffers.Binary;
using System.IO.Compression;

namespace ActorBackfill.Replay.Files;

/// <summary>Reads a data file whole, plain or gzip, without its byte order mark.</summary>
internal static class DataFile
{
    /// <summary>The largest file, unpacked: it stays in memory.</summary>
    public const int LargestBytes = 1 << 30;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ReplayException">It cannot be read, is too large, or its gzip stream is damaged.</exception>
    public static ReadOnlyMemory<byte> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestBytes)
            {
                throw new ReplayException($"{path}: larger than {LargestBytes >> 20} MiB");
            }

            var bytes = File.ReadAllBytes(path);
            return Unpacked(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReplayException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>What bytes hold, plain or gzip, without their byte order mark.</summary>
    /// <exception cref="ReplayException">They are a damaged gzip stream, or too many unpacked.</exception>
    public static ReadOnlyMemory<byte> Unpacked(string name, byte[] bytes)
    {
        try
        {
            return WithoutMark(IsGzip(bytes) ? Unpack(name, bytes) : bytes);
        }
        catch (InvalidDataException e)
        {
            throw new ReplayException($"{name}: {e.Message}", e);
        }
    }

    private static bool IsGzip(byte[] bytes) => bytes.Length > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B;

    private static byte[] Unpack(string path, byte[] packed)
    {
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
        {
            var buffer = new byte[1 << 16];
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                plain.Write(buffer, 0, read);
                if (plain.Length > LargestBytes)
                {
                    throw new ReplayException($"{path}: larger than {LargestBytes >> 20} MiB unpacked");
                }
            }
        }

        // The reader takes a stream that was cut short for a whole one; its length stands in the last four bytes.
        var promised = BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(packed.Length - sizeof(uint)));
        return promised == plain.Length
            ? plain.ToArray()
            : throw new ReplayException($"{path}: the gzip stream is cut short or has several members");
    }

    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
}
