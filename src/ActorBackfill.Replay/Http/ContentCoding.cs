using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ActorBackfill.Replay.Http;

/// <summary>Packs bodies for clients that ask for it.</summary>
internal static class ContentCoding
{
    public static byte[] Gzip(ReadOnlyMemory<byte> body, int times = 1)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < times; i++)
            {
                gzip.Write(body.Span);
            }
        }

        return packed.ToArray();
    }

    public static bool IsGzipAccepted(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var codings)
        && codings.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is null or > 0);

    public static Answer Packed(Answer answer) => answer with { Body = Gzip(answer.Body), Encoding = "gzip" };
}
