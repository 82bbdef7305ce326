using System.Globalization;
using System.Net.Http.Headers;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Bodies.Compression;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Http;

/// <summary>Reads a response's body whole, within its caps and its time, and decompresses it.</summary>
internal static class ResponseBody
{
    /// <summary>More codings one over the other serve nobody but a bomb.</summary>
    private const int MaxCodings = 2;

    /// <summary>Reads the body.</summary>
    /// <param name="response">Headers are read, the body is not.</param>
    /// <param name="at">The address.</param>
    /// <param name="definition">Caps and the limit of time, for the message.</param>
    /// <param name="deadline">The request's time.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="BackfillException">It is not whole, over a cap or too late.</exception>
    public static async Task<(ByteBuffer Body, BodyOrigin Origin)> ReadAsync(
        HttpResponseMessage response, Uri at, HttpSourceDefinition definition, Deadline deadline, CancellationToken cancellation)
    {
        var headers = response.Content.Headers;
        var place = RequestAddress.Place(at);
        if (headers.ContentLength > definition.Caps.BodyBytes)
        {
            throw new BackfillException(
                FailureCategory.Oversize,
                string.Create(CultureInfo.InvariantCulture, $"{place} has {headers.ContentLength} bytes, more than {definition.Caps.BodyBytes} (caps.body)"));
        }

        var codings = Codings(headers, at, place);
        var body = new ByteBuffer(place, definition.Caps.BodyBytes, headers.ContentLength ?? 0);
        try
        {
            await FillAsync(body, response, at, definition, deadline, cancellation);
            var end = EndOf(response);
            if (codings.Count == 0 && GzipHeader.Is(body.Written) && IsGzipFile(headers, at))
            {
                codings = ["gzip"];
            }

            // Nothing, coded, is nothing: some servers name the coding and send no byte of it.
            foreach (var coding in body.Length == 0 ? [] : codings)
            {
                var decoded = Decode(body.WrittenMemory, coding, place, definition.Caps);
                body.Dispose();
                (body, end) = (decoded, BodyEnd.Proven);
            }

            return (body, new BodyOrigin(place, end, Lower(headers.ContentType?.MediaType), Lower(headers.ContentType?.CharSet)?.Trim('"')));
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static async Task FillAsync(
        ByteBuffer body, HttpResponseMessage response, Uri at, HttpSourceDefinition definition, Deadline deadline, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            deadline.Listen();
            int read;
            do
            {
                read = await stream.ReadAsync(body.Free(), deadline.Token);
                body.Advance(read);
                deadline.Heard(read);
            }
            while (read > 0);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw NetworkFailure.InBody(at, e, deadline, definition, body.Length);
        }
    }

    private static BodyEnd EndOf(HttpResponseMessage response) =>
        response.Headers.TransferEncodingChunked == true || response.Version.Major > 1 ? BodyEnd.Proven
        : response.Content.Headers.ContentLength is not null ? BodyEnd.Length
        : BodyEnd.Unknown;

    /// <summary>Gets the codings, the outermost first.</summary>
    private static List<string> Codings(HttpContentHeaders headers, Uri at, string place)
    {
        var codings = headers.ContentEncoding.Select(c => c.ToLowerInvariant()).Where(c => c != "identity").Reverse().ToList();
        var unknown = codings.Find(c => c is not ("gzip" or "x-gzip" or "deflate" or "br"));
        return unknown is not null || codings.Count > MaxCodings
            ? throw new BackfillException(
                FailureCategory.UnexpectedContent, $"{place} is coded as '{BodyText.Plain(string.Join(", ", headers.ContentEncoding))}', which cannot be read")
            {
                CanRetry = false,
            }
            : codings;
    }

    private static ByteBuffer Decode(ReadOnlyMemory<byte> body, string coding, string place, CapsDefinition caps)
    {
        var decompression = new Decompression(body, place, caps);
        return coding switch
        {
            "deflate" => decompression.Deflate(),
            "br" => decompression.Brotli(),
            _ => decompression.Gzip(),
        };
    }

    /// <summary>A file that is gzip itself, served as what it is.</summary>
    private static bool IsGzipFile(HttpContentHeaders headers, Uri at) =>
        at.AbsolutePath.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
        || Lower(headers.ContentType?.MediaType) is "application/gzip" or "application/x-gzip";

    private static string? Lower(string? text) => text?.ToLowerInvariant();
}
