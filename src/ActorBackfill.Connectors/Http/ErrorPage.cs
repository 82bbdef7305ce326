using System.IO.Compression;
using System.Text;

namespace ActorBackfill.Connectors.Http;

/// <summary>Reads the beginning of a body that came with a bad status, for its message alone: never much, never long, never a failure.</summary>
internal static class ErrorPage
{
    private const int Most = 16 << 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Gets the beginning as text; empty when there is none or it does not come.</summary>
    /// <param name="response">The response.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the reading too.</param>
    public static async Task<string> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        var bytes = new byte[Most];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            int read;
            do
            {
                read = await stream.ReadAsync(bytes.AsMemory(length), either.Token);
                length += read;
            }
            while (read > 0 && length < bytes.Length);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // What came is shown; the status says the rest.
        }

        return Encoding.UTF8.GetString(Plain(bytes.AsSpan(0, length), response.Content.Headers.ContentEncoding.LastOrDefault()));
    }

    private static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> bytes, string? coding)
    {
        if (coding is not ("gzip" or "x-gzip"))
        {
            return coding is null or "identity" ? bytes : [];
        }

        var plain = new byte[Most];
        var length = 0;
        try
        {
            using var packed = new GZipStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
            length = packed.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            // It is no gzip: nothing to show.
        }

        return plain.AsSpan(0, length);
    }
}
