using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace ActorBackfill.Replay.Tests.Fixtures;

/// <summary>A folder of data files that goes with the test.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-tests-");

    public string Root => _folder.FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Write(string name, string text, bool mark = false) => Write(name, [.. mark ? "\uFEFF"u8 : [], .. Encoding.UTF8.GetBytes(text)]);

    public string Write(string name, byte[] bytes)
    {
        var path = PathOf(name);
        File.WriteAllBytes(path, name.EndsWith(".gz", StringComparison.Ordinal) ? Packed(bytes) : bytes);
        return path;
    }

    public string WriteAsIs(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>Writes a .tar.gz archive of texts.</summary>
    public string WriteArchive(string name, params (string Name, string Text)[] members)
    {
        using var bytes = new MemoryStream();
        using (var archive = new TarWriter(bytes, leaveOpen: true))
        {
            foreach (var (member, text) in members)
            {
                archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, member) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        return Write(name, bytes.ToArray());
    }

    public static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
