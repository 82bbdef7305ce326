using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Replay.Http;

/// <summary>Sends an answer that is to arrive whole.</summary>
internal static class AnswerSender
{
    /// <summary>What is held back of a large body until the log has its line.</summary>
    private const int Tail = 16 << 10;

    public static async Task SendAsync(HttpContext context, Answer answer, AccessLog.Entry entry)
    {
        WriteHead(context.Response, answer);
        var body = answer.Body;
        if (body.Length > Tail)
        {
            await context.Response.Body.WriteAsync(body[..^Tail], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            body = body[^Tail..];
        }

        entry.End(answer.Status);
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
        await context.Response.CompleteAsync();
    }

    /// <summary>Sets status and headers; the length is that of the body.</summary>
    public static void WriteHead(HttpResponse response, Answer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        if (answer.Encoding is not null)
        {
            response.Headers.ContentEncoding = answer.Encoding;
        }

        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }
    }
}
