using System.Collections.Immutable;
using ActorBackfill.Connectors.InFlight;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Dashboards;

/// <summary>The units that are being worked on: what the run of a job has in its record of units in flight, while a process holds the job.</summary>
internal static class RunningUnits
{
    /// <summary>Gets their ordinals; empty when no run goes on.</summary>
    /// <param name="job">The job.</param>
    public static ImmutableArray<long> Of(LoadedJob job) =>
        job.Sink.Holder(job.Definition.IdentityText, job.Paths.Directory) is { } && InFlightFile.Peek(job.Paths.InFlight) is { } held ? held.Ordinals : [];
}
