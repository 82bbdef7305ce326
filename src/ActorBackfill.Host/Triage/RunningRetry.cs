using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Triage;

/// <summary>What a run that goes on has opened again.</summary>
/// <param name="Opened">Units.</param>
/// <param name="Dealt">Those of them that it deals itself.</param>
internal sealed record RetriedUnits(long Opened, long Dealt);

/// <summary>Opens units again through the run of the job, over its control socket (docs/decisions/0012).</summary>
/// <param name="job">The job.</param>
/// <param name="talk">Who is told.</param>
internal sealed class RunningRetry(LoadedJob job, Talk talk)
{
    /// <summary>Asks the run.</summary>
    /// <param name="units">Runs of ordinals.</param>
    /// <param name="reason">Why, for the history.</param>
    /// <param name="via">Through what it was asked for; null for the console.</param>
    /// <returns>What it did; null when none listens, also when it ended before it was asked for all of them.</returns>
    /// <exception cref="Failures.CommandException">It does not answer, or is ending: exit 5.</exception>
    public async Task<RetriedUnits?> SendAsync(IEnumerable<(long First, long Count)> units, string reason, string? via = null)
    {
        var (opened, dealt) = (0L, 0L);
        var all = await new RunningUnits(job, talk).SendAsync(
            units,
            part => new RetryUnitsCommand { Units = part, Reason = reason, Via = via },
            result =>
            {
                opened += result.GetProperty("opened").GetInt64();
                dealt += result.GetProperty("dealt").GetInt64();
            });
        return all ? new RetriedUnits(opened, dealt) : null;
    }
}
