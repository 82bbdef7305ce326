using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Dashboard.Live;

/// <summary>Answers with a page that follows its job.</summary>
public static class LivePage
{
    /// <summary>What is answered about a job that is not there.</summary>
    internal const string NoSuchJob = "There is no such job.";

    /// <summary>Sends the page, or 404 when there is no such job.</summary>
    /// <typeparam name="TPage">The component; it has a parameter <c>View</c>.</typeparam>
    /// <param name="http">The request.</param>
    /// <param name="job">The job.</param>
    /// <param name="jobs">Knows how far it is.</param>
    /// <param name="title">The page's name.</param>
    /// <param name="view">Gets what is shown.</param>
    public static async Task WriteAsync<TPage>(HttpContext http, string job, IWatchJobs jobs, string title, Func<LiveJob, object> view)
        where TPage : IComponent
    {
        if (await jobs.NowAsync(job, null, http.RequestAborted) is not { } now)
        {
            await SmallAnswer.WriteAsync(http, StatusCodes.Status404NotFound, NoSuchJob);
            return;
        }

        var frame = new PageFrame
        {
            Title = $"{title} of {now.Job}",
            Job = now.Job,
            Percent = now.Percent,
            Sequence = now.Sequence,
            State = now.State,
            FollowsFeed = true,
            Stale = now.Stale,
        };
        await PageAnswer.WriteAsync<TPage>(http, frame, view(now));
    }
}
