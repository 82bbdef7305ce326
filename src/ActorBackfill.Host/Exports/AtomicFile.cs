using System.Text;

namespace ActorBackfill.Host.Exports;

/// <summary>Writes a file so that a reader finds the old content or the new one, never a part: also when the process is killed, or the power fails.</summary>
internal static class AtomicFile
{
    // Lists and checkpoints of 54,429 entities are written member by member.
    private const int BufferBytes = 1 << 16;

    /// <summary>Replaces the file's content.</summary>
    /// <param name="path">The file; its directory is there.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="IOException">It cannot be written; the old content is untouched.</exception>
    public static void Write(string path, string text) => Write(path, file => file.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Replaces the file's content.</summary>
    /// <param name="path">The file; its directory is there.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">It cannot be written; the old content is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var draft = path + ".draft";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes))
        {
            write(file);
            // Content before name: a name that points to what is not on the disk yet would be an empty file after a power failure.
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
