using System.Globalization;
using ActorBackfill.Replay.Faults;
using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Replay.Http;

/// <summary>Spoils one answer on its way out.</summary>
internal sealed class FaultSender(HttpContext context, AccessLog.Entry entry, TimeProvider time, CancellationToken ended)
{
    /// <summary>The longest a client is kept waiting for nothing.</summary>
    private static readonly TimeSpan LongestStall = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan DefaultPause = TimeSpan.FromMilliseconds(500);

    private const int Drops = 20;

    /// <summary>Where no client should let itself be sent; nothing of the kind is on loopback.</summary>
    private const string Elsewhere = "http://169.254.169.254/latest/meta-data/";

    public Task SendAsync(Answer answer, FaultRule rule) => rule.Kind switch
    {
        FaultKind.Status => SendAsync(StatusAnswer(rule)),
        FaultKind.RetryAfterDate => SendAsync(DatedAnswer(rule)),
        FaultKind.Redirect => SendAsync(Answer.Error(StatusCodes.Status302Found, "injected fault").With("Location", rule.Argument ?? Elsewhere)),
        FaultKind.Hang => StallAsync(),
        FaultKind.Stall => StallAsync(answer),
        FaultKind.Drip => DripAsync(answer, rule.Argument is null ? DefaultPause : FaultArgument.Duration(rule.Argument) ?? DefaultPause),
        FaultKind.Endless => EndlessAsync(answer),
        FaultKind.Reset or FaultKind.Truncate or FaultKind.CloseDelimited or FaultKind.NoLastChunk =>
            new BrokenWire(context, entry, ended).SendAsync(answer, rule.Kind),
        _ => SendAsync(SpoiltBody.Of(answer, rule.Kind)),
    };

    private Task SendAsync(Answer answer) => AnswerSender.SendAsync(context, answer, entry);

    private static Answer StatusAnswer(FaultRule rule)
    {
        var answer = Answer.Error(rule.Status, "injected fault");
        return rule.Argument is null ? answer : answer.With("Retry-After", rule.Argument);
    }

    private Answer DatedAnswer(FaultRule rule)
    {
        var seconds = rule.Argument is null ? 2 : FaultArgument.Seconds(rule.Argument) ?? 2;
        return Answer.Error(StatusCodes.Status429TooManyRequests, "injected fault")
            .With("Retry-After", time.GetUtcNow().AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture));
    }

    private async Task StallAsync(Answer answer)
    {
        AnswerSender.WriteHead(context.Response, answer);
        await context.Response.StartAsync(ended);
        await context.Response.Body.FlushAsync(ended);
        await StallAsync();
    }

    private async Task StallAsync()
    {
        await Task.Delay(LongestStall, time, ended);
        context.Abort();
    }

    private async Task EndlessAsync(Answer answer)
    {
        AnswerSender.WriteHead(context.Response, answer);
        context.Response.ContentLength = null;
        await context.Response.Body.WriteAsync(answer.Body, ended);
        var more = new byte[64 << 10];
        Array.Fill(more, (byte)' ');
        while (true)
        {
            await context.Response.Body.WriteAsync(more, ended);
        }
    }

    private async Task DripAsync(Answer answer, TimeSpan pause)
    {
        AnswerSender.WriteHead(context.Response, answer);
        await context.Response.StartAsync(ended);
        var rest = answer.Body;
        for (var left = Drops; left > 0; left--)
        {
            await context.Response.Body.FlushAsync(ended);
            await Task.Delay(pause, time, ended);
            var drop = rest[..(rest.Length / left)];
            rest = rest[drop.Length..];
            if (left == 1)
            {
                entry.End(answer.Status);
            }

            await context.Response.Body.WriteAsync(drop, ended);
        }
    }
}
