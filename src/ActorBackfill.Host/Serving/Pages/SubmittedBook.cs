using System.Collections.Immutable;
using ActorBackfill.Host.Serving.Http;
using ActorBackfill.Host.Serving.Jobs;
using Akka.Actor;

namespace ActorBackfill.Host.Serving.Pages;

/// <summary>What the manager said last of its jobs, for pages. Thread safe.</summary>
/// <param name="manager">The manager.</param>
/// <param name="ended">Its end: nobody is asked any more.</param>
internal sealed class SubmittedBook(IActorRef manager, Task ended)
{
    // It answers from memory, and for commands once they are written; while it reads its journal a page does not wait for it for long.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    private ImmutableDictionary<string, SubmittedJob> _jobs = ImmutableDictionary<string, SubmittedJob>.Empty;

    /// <summary>Gets all jobs that are known.</summary>
    public IEnumerable<SubmittedJob> All => Volatile.Read(ref _jobs).Values;

    /// <summary>Gets a job; null when there is none of that id, or nobody has asked since it was submitted.</summary>
    /// <param name="id">From outside.</param>
    public SubmittedJob? Find(string id) => Volatile.Read(ref _jobs).GetValueOrDefault(id);

    /// <summary>Asks the manager.</summary>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Whether it answered; else what it said before still stands here.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        if (ended.IsCompleted)
        {
            return false;
        }

        try
        {
            if (await manager.Ask<object>(GetJobs.Instance, AnswerTime, cancellation) is not SubmittedJobs told)
            {
                return false;
            }

            Volatile.Write(ref _jobs, told.Jobs.ToImmutableDictionary(job => job.Id, StringComparer.Ordinal));
            return true;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }

    /// <summary>Gives a job a command.</summary>
    /// <param name="id">Which, from outside.</param>
    /// <param name="via">Through what it is asked for, for the journal.</param>
    /// <param name="change">The command.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    /// <returns>What it said, as for <see cref="ChangeJob"/>; null when it does not answer.</returns>
    public async Task<object?> ChangeAsync(string id, string via, JobChange change, CancellationToken cancellation)
    {
        try
        {
            return ended.IsCompleted ? ServerStopping.Instance : await manager.Ask<object>(new ChangeJob(id, ChangeEndpoints.Who(via), change), AnswerTime, cancellation);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
