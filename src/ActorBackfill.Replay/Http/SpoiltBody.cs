using System.Diagnostics;
using ActorBackfill.Replay.Faults;

namespace ActorBackfill.Replay.Http;

/// <summary>Answers that are wrong in themselves, though HTTP carries them faithfully.</summary>
internal static class SpoiltBody
{
    private const string LoginPage =
        "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Please sign in</h1></body></html>\n";

    private const string BlockPage =
        "<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head><body>Please solve the captcha to show that you are a human.</body></html>\n";

    private const int Depth = 100_000;
    private const int BombMegabytes = 100;

    private static readonly Lazy<byte[]> Bomb = new(() => ContentCoding.Gzip(new byte[1 << 20], BombMegabytes));

    public static Answer Of(Answer answer, FaultKind kind) => kind switch
    {
        FaultKind.ShortLength => answer with { Body = answer.Body[..(answer.Body.Length / 2)] },
        FaultKind.GzipTruncate => Halved(ContentCoding.Packed(answer)),
        FaultKind.GzipCorrupt => ContentCoding.Packed(answer) is var packed ? packed with { Body = Corrupted(packed.Body.ToArray()) } : answer,
        FaultKind.GzipNoTrailer => ContentCoding.Packed(answer) is var packed ? packed with { Body = packed.Body[..^8] } : answer,
        FaultKind.GzipFalse => answer with { Encoding = "gzip" },
        FaultKind.ByteOrderMark => answer with { Body = (byte[])[.. "\uFEFF"u8, .. answer.Body.Span] },
        FaultKind.Html => Answer.Text(200, Answer.Html, LoginPage),
        FaultKind.ErrorObject => Answer.Error(200, "the query could not be run"),
        FaultKind.Bomb => answer with { Status = 200, Body = Bomb.Value, Encoding = "gzip" },
        FaultKind.Deep => Answer.Text(200, Answer.Json, new string('[', Depth) + new string(']', Depth)),
        FaultKind.Blocked => Answer.Text(403, Answer.Html, BlockPage),
        FaultKind.Empty => answer with { Status = 200, Body = default },
        FaultKind.InvalidUtf8 => answer with { Body = WithInvalidUtf8(answer.Body) },

        // Built into the page where the resource has pages; any other answer stays whole.
        FaultKind.CursorLoop or FaultKind.CursorCycle or FaultKind.PageIgnored or FaultKind.DuplicatePage or FaultKind.TotalWrong => answer,
        _ => throw new UnreachableException(kind.ToString()),
    };

    private static Answer Halved(Answer answer) => answer with { Body = answer.Body[..(answer.Body.Length / 2)] };

    private static byte[] Corrupted(byte[] packed)
    {
        // Behind the header of 10 bytes and before the trailer of 8.
        var middle = Math.Clamp(packed.Length / 2, 10, packed.Length - 9);
        packed[middle] ^= 0xFF;
        packed[^1] ^= 0xFF;
        return packed;
    }

    private static byte[] WithInvalidUtf8(ReadOnlyMemory<byte> body)
    {
        var value = body.Span.IndexOf(":\""u8);
        var at = value < 0 ? body.Length : value + 2;
        return [.. body.Span[..at], 0xFF, 0xFE, .. body.Span[at..]];
    }
}
