using System.Collections.Immutable;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Failures;
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
    /// <exception cref="CommandException">It does not answer, or is ending: exit 5.</exception>
    public async Task<RetriedUnits?> SendAsync(IEnumerable<(long First, long Count)> units, string reason, string? via = null)
    {
        var (opened, dealt) = (0L, 0L);
        foreach (var part in Parts(units))
        {
            if (await ControlCommand.AskAsync(job, new RetryUnitsCommand { Units = part, Reason = reason, Via = via }, talk) is not { } response)
            {
                return null;
            }

            if (!response.Ok || response.Result is not { } result)
            {
                throw new CommandException(
                    ExitCode.HeldElsewhere, response.Code ?? "refused", PlainText.Of(response.Lines is [var first, ..] ? first : "the run refuses"), "Try again when it has ended.");
            }

            opened += result.GetProperty("opened").GetInt64();
            dealt += result.GetProperty("dealt").GetInt64();
        }

        return new RetriedUnits(opened, dealt);
    }

    /// <summary>Cuts runs of ordinals so that each part fits one request.</summary>
    internal static IEnumerable<ImmutableArray<long>> Parts(IEnumerable<(long First, long Count)> units)
    {
        var part = ImmutableArray.CreateBuilder<long>();
        var room = (long)RetryUnitsCommand.MaxUnits;
        foreach (var (first, count) in units)
        {
            for (var (at, left) = (first, count); left > 0;)
            {
                var taken = Math.Min(left, room);
                part.AddRange(at, taken);
                (at, left, room) = (at + taken, left - taken, room - taken);
                if (room == 0 || part.Count == RetryUnitsCommand.MaxRuns * 2)
                {
                    yield return part.DrainToImmutable();
                    room = RetryUnitsCommand.MaxUnits;
                }
            }
        }

        if (part.Count > 0)
        {
            yield return part.DrainToImmutable();
        }
    }
}
