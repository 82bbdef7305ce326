using ActorBackfill.Host.Serving.Jobs;
using Akka.Actor;
using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>Asks the manager for a request, and turns what it refuses into problems.</summary>
/// <param name="manager">The manager.</param>
internal sealed class ManagerDesk(IActorRef manager)
{
    private const int LongestWaitSeconds = 60;
    private const string IsEnding = "The server is about to end; jobs go on when it is back.";

    // The journal answers in milliseconds; a disk that takes so long is for a person to see.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    // Whoever probes asks again in a few seconds.
    private static readonly TimeSpan ReadyTime = TimeSpan.FromSeconds(2);

    private int _isGone;

    /// <summary>The manager has ended: nobody is asked any more.</summary>
    public void Leave() => Volatile.Write(ref _isGone, 1);

    /// <summary>Asks.</summary>
    /// <param name="http">The request.</param>
    /// <param name="question">The question.</param>
    /// <returns>The answer; null when the request is answered already, with why there is none.</returns>
    public async Task<object?> AskAsync(HttpContext http, object question)
    {
        Problem problem;
        try
        {
            var answer = Volatile.Read(ref _isGone) == 1 ? ServerStopping.Instance : await manager.Ask<object>(question, AnswerTime, http.RequestAborted);
            switch (answer)
            {
                case JobUnknown unknown:
                    problem = new Problem(StatusCodes.Status404NotFound, $"There is no job '{Consoles.PlainText.Of(unknown.Id, 60)}'.");
                    break;
                case JobRefused refused:
                    problem = new Problem(StatusCodes.Status409Conflict, refused.Reason);
                    break;
                case QueueFull full:
                    problem = new Problem(StatusCodes.Status429TooManyRequests, $"{full.Open} jobs have not ended yet; no other is taken before one has.");
                    break;
                case ServerStopping:
                    problem = new Problem(StatusCodes.Status503ServiceUnavailable, IsEnding);
                    break;
                default:
                    return answer;
            }
        }
        catch (AskTimeoutException)
        {
            problem = new Problem(StatusCodes.Status503ServiceUnavailable, "The job manager did not answer in time.") { Title = NoManager.Text };
        }

        await problem.WriteAsync(http);
        return null;
    }

    /// <summary>Gets why the manager takes no jobs now; null when it does.</summary>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    public async Task<string?> WhyNotReadyAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _isGone) == 0)
        {
            try
            {
                return await manager.Ask<object>(GetReadiness.Instance, ReadyTime, cancellation) is TakingJobs ? null : IsEnding;
            }
            catch (AskTimeoutException)
            {
                return $"The job manager did not answer within {ReadyTime.TotalSeconds} s: it still reads its journal, or the journal does not answer.";
            }
        }

        return IsEnding;
    }

    /// <summary>Holds the answer back until a job is over, where <c>?wait=SECONDS</c> asks for it, so that nobody has to ask each second.</summary>
    /// <param name="http">The request.</param>
    /// <param name="id">The job.</param>
    /// <returns>False when the request is answered already: it is wrong.</returns>
    public async Task<bool> WaitAsync(HttpContext http, string id)
    {
        if (PageQuery.Number(http, "wait", 0, 0, LongestWaitSeconds) is not { } seconds)
        {
            await new Problem(StatusCodes.Status400BadRequest, $"wait is a whole number of seconds from 0 to {LongestWaitSeconds}.").WriteAsync(http);
            return false;
        }

        if (seconds > 0 && Volatile.Read(ref _isGone) == 0)
        {
            var question = new AwaitJob(id);
            try
            {
                await manager.Ask<object>(question, TimeSpan.FromSeconds(seconds), http.RequestAborted);
            }
            catch (AskTimeoutException)
            {
                // It goes on; the answer says how far it is.
            }
        }

        return true;
    }
}
