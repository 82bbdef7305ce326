namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>A wave, or what is left of it.</summary>
/// <param name="Units">How many units.</param>
/// <param name="Classes">The class of each, in plan order; of an even sample of them when there are more.</param>
internal sealed record EtaWave(double Units, IReadOnlyList<string?> Classes)
{
    /// <summary>Gets whether every unit is known by its class.</summary>
    public bool IsExact => Units <= Classes.Count;
}

/// <summary>What is left of a run, without what workers hold.</summary>
/// <param name="Current">The wave that runs; all units when there are no waves.</param>
/// <param name="LaterWaves">How many waves follow.</param>
/// <param name="Later">Some of them, or one that stands for all; empty when none follows.</param>
internal sealed record EtaRest(EtaWave Current, double LaterWaves, IReadOnlyList<EtaWave> Later);
