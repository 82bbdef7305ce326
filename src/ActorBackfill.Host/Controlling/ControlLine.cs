namespace ActorBackfill.Host.Controlling;

/// <summary>Reads one line of a stream.</summary>
internal static class ControlLine
{
    /// <summary>Reads up to the first line feed.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="most">The most bytes, the line feed included.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The line without its line feed; null when it is longer, or the stream ends before it does.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, int most, CancellationToken cancellation)
    {
        var buffer = new byte[1024];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation);
            var end = buffer.AsSpan(length, read).IndexOf((byte)'\n');
            if (end >= 0)
            {
                return buffer.AsMemory(0, length + end);
            }

            length += read;
            if (read == 0 || length >= most)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(most, buffer.Length * 2));
            }
        }
    }
}
