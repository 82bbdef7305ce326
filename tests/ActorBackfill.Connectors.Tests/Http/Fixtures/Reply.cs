using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ActorBackfill.Connectors.Tests.Http.Fixtures;

/// <summary>What follows the bytes of a reply.</summary>
internal enum After
{
    /// <summary>The next request.</summary>
    KeepOpen,

    /// <summary>An orderly close.</summary>
    Close,

    /// <summary>A TCP reset.</summary>
    Reset,

    /// <summary>Nothing, until the client goes.</summary>
    Hang,
}

/// <summary>The literal bytes of one answer.</summary>
internal sealed record Reply(byte[] Bytes, After After = After.KeepOpen)
{
    public static Reply Json(string body, params string[] headers) => Body(Encoding.UTF8.GetBytes(body), ["Content-Type: application/json", .. headers]);

    public static Reply Csv(string body, params string[] headers) => Body(Encoding.UTF8.GetBytes(body), ["Content-Type: text/csv", .. headers]);

    public static Reply Body(byte[] body, params string[] headers) =>
        new([.. Head("200 OK", [.. headers, Length(body.Length)]), .. body]);

    public static Reply Status(int status, params string[] headers) => new(Head($"{status} x", [.. headers, "Content-Length: 0"]));

    public static Reply Chunked(byte[] body, params string[] headers)
    {
        var half = body.Length / 2;
        return new Reply([.. Head("200 OK", [.. headers, "Transfer-Encoding: chunked"]), .. Chunk(body[..half]), .. Chunk(body[half..]), .. "0\r\n\r\n"u8]);
    }

    /// <summary>A body that ends where the connection does.</summary>
    public static Reply Unmeasured(byte[] body, params string[] headers) =>
        new([.. Head("200 OK", ["Connection: close", .. headers]), .. body], After.Close);

    /// <summary>A body whose Content-Length is another one.</summary>
    public static Reply Measured(byte[] body, int length, params string[] headers) =>
        new([.. Head("200 OK", [.. headers, Length(length)]), .. body], After.Close);

    public Reply Cut(int at, After after = After.Close) => new(Bytes[..at], after);

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes) => Packed(bytes, to => new GZipStream(to, CompressionLevel.Fastest, true));

    public static byte[] Packed(byte[] bytes, Func<Stream, Stream> coding)
    {
        using var packed = new MemoryStream();
        using (var stream = coding(packed))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private static string Length(int length) => "Content-Length: " + length.ToString(CultureInfo.InvariantCulture);

    private static byte[] Head(string status, params string[] headers) =>
        Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n");

    private static byte[] Chunk(byte[] bytes) =>
        [.. Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), .. bytes, .. "\r\n"u8];
}
