using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Explaining;

/// <summary>Asks the run of a job that goes on, if there is one.</summary>
internal static class LiveRun
{
    /// <summary>Asks; null when no run goes on, or it does not answer: then what is on disk has to do, and a note says so.</summary>
    /// <param name="job">The job.</param>
    /// <param name="query">What.</param>
    /// <param name="talk">Who is told.</param>
    /// <param name="most">How long to wait for an answer; null means 10 s.</param>
    public static async Task<ControlResponse?> AskAsync(LoadedJob job, ControlRequest query, Talk talk, TimeSpan? most = null)
    {
        try
        {
            var answer = await ControlClient.AskAsync(job.Paths.ControlSocket, query, talk.Terminal.Time, most);
            return answer is { Ok: true } ? answer : null;
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            talk.Note($"The run of {job.Definition.Name} does not answer ({e.Message}); this is what its journal says.");
            return null;
        }
    }
}
