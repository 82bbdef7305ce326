using System.Collections.Immutable;
using System.Text.Json;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Triage;

/// <summary>Tells the run of a job what is to become of units, as many in a request as it takes.</summary>
/// <param name="job">The job.</param>
/// <param name="talk">Who is told.</param>
internal sealed class RunningUnits(LoadedJob job, Talk talk)
{
    /// <summary>Tells it.</summary>
    /// <param name="units">Runs of ordinals.</param>
    /// <param name="command">Makes the request for some of them: first, count, first, count.</param>
    /// <param name="answered">Takes the result of each request.</param>
    /// <returns>Whether it was told of all; false when none listens, or it ended before.</returns>
    /// <exception cref="CommandException">It does not answer, or is ending: exit 5.</exception>
    public async Task<bool> SendAsync(
        IEnumerable<(long First, long Count)> units, Func<ImmutableArray<long>, UnitsCommand> command, Action<JsonElement> answered)
    {
        foreach (var part in Parts(units))
        {
            if (await ControlCommand.AskAsync(job, command(part), talk) is not { } response)
            {
                return false;
            }

            if (!response.Ok || response.Result is not { } result)
            {
                throw new CommandException(
                    ExitCode.HeldElsewhere, response.Code ?? "refused", PlainText.Of(response.Lines is [var first, ..] ? first : "the run refuses"), "Try again when it has ended.");
            }

            answered(result);
        }

        return true;
    }

    /// <summary>Cuts runs of ordinals so that each part fits one request.</summary>
    internal static IEnumerable<ImmutableArray<long>> Parts(IEnumerable<(long First, long Count)> units)
    {
        var part = ImmutableArray.CreateBuilder<long>();
        var room = (long)UnitsCommand.MaxUnits;
        foreach (var (first, count) in units)
        {
            for (var (at, left) = (first, count); left > 0;)
            {
                var taken = Math.Min(left, room);
                part.AddRange(at, taken);
                (at, left, room) = (at + taken, left - taken, room - taken);
                if (room == 0 || part.Count == UnitsCommand.MaxRuns * 2)
                {
                    yield return part.DrainToImmutable();
                    room = UnitsCommand.MaxUnits;
                }
            }
        }

        if (part.Count > 0)
        {
            yield return part.DrainToImmutable();
        }
    }
}
