using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Bodies.Compression;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Files;

/// <summary>Reads whole files within the caps. A file's end is its end; that of a <c>.gz</c> is proved by its checksum. Thread safe.</summary>
internal sealed class FileReader(IBodyReader reader, CapsDefinition caps)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Which.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BackfillException">It cannot be read, is damaged, or is over a cap.</exception>
    public async ValueTask<FileContent> ReadAsync(string path, CancellationToken cancellation)
    {
        using var bytes = await FillAsync(path, cancellation);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return Content(bytes, path);
        }

        using var text = new Decompression(bytes.WrittenMemory, path, caps).Gzip();
        return Content(text, path);
    }

    private FileContent Content(ByteBuffer bytes, string path) =>
        new(reader.Read(bytes.Written, new BodyOrigin(path, BodyEnd.Proven)).Items, bytes.Length);

    private async Task<ByteBuffer> FillAsync(string path, CancellationToken cancellation)
    {
        ByteBuffer? bytes = null;
        try
        {
            await using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            bytes = ByteBuffer.OfFile(path, caps.BodyBytes, file.Length);
            int read;
            do
            {
                read = await file.ReadAsync(bytes.Free(), cancellation);
                bytes.Advance(read);
            }
            while (read > 0);
            return bytes;
        }
        catch (Exception e)
        {
            bytes?.Dispose();
            throw e switch
            {
                FileNotFoundException or DirectoryNotFoundException => new BackfillException(FailureCategory.NotFound, $"{path}: there is no such file", e),
                UnauthorizedAccessException => new BackfillException(FailureCategory.Auth, $"{path} may not be read: {e.Message}", e),
                IOException => new BackfillException(FailureCategory.Transient, $"{path} cannot be read: {e.Message}", e),
                _ => e,
            };
        }
    }
}
