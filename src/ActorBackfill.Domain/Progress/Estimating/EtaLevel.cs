namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>One stretch of the past: what it should have taken by the model, and what it took.</summary>
/// <param name="Work">Seconds by the model.</param>
/// <param name="Took">Seconds it took.</param>
/// <param name="Units">How many units ended in it.</param>
internal readonly record struct EtaBlock(double Work, double Took, double Units);

/// <summary>
/// How the future's seconds compare with the model's: a line through what the past stretches took by the model, with the uncertainty of
/// its height and its slope. The slope is drawn towards 0 (a run drifts by some 40 % from beginning to end, either way, unless it shows
/// otherwise), newer stretches count more.
/// </summary>
internal sealed class EtaLevel
{
    private const double DriftSpread = 0.5;

    // How many slopes like that one has seen before: few, so that a clear drift is believed.
    private const double DriftSpreadWeight = 1;
    private const double NoiseBefore = 0.1;
    private const double NoiseBeforeWeight = 2;

    // Few stretches show too little of what happens rarely; what units differ by is known better.
    private const double ShareOfTheLeast = 0.5;

    // However many stretches there are: part of what differs between them goes on to differ between the past and the future.
    private const double LeastSharedNoise = 0.2;

    private readonly double _mean;
    private readonly double _slope;
    private readonly double _heightSpread;
    private readonly double _slopeSpread;
    private readonly double _distance;
    private readonly double _futureNoise;

    private EtaLevel(IReadOnlyList<EtaBlock> blocks, double workLeft, double unitSpread)
    {
        if (blocks.Count == 0)
        {
            // Nothing is known but that a model of costs alone is some 35 % off.
            (_mean, _heightSpread, _slopeSpread, _distance, _futureNoise) = (1, 0.35, 0, 0, 0);
            return;
        }

        var past = blocks.Sum(b => b.Work);
        var whole = Math.Max(1e-9, past + workLeft);
        var (x, y, weights) = Points(blocks, past, whole);
        var weight = weights.Sum();
        _mean = weights.Zip(y, (w, v) => w * v).Sum() / weight;
        var centre = weights.Zip(x, (w, v) => w * v).Sum() / weight;
        var leastNoise = ShareOfTheLeast * unitSpread * unitSpread / Math.Max(1, blocks.Average(b => b.Units));
        var (slope, slopeSpread, noise) = Line([.. x.Select(v => v - centre)], [.. y.Select(v => (v / _mean) - 1)], weights, leastNoise);
        (_slope, _slopeSpread) = (slope, slopeSpread);
        _heightSpread = Math.Sqrt(noise * weights.Sum(w => w * w) / (weight * weight));
        _distance = ((past + (workLeft / 2)) / whole) - centre;
        var futureBlocks = workLeft / Math.Max(1e-9, past / blocks.Count);
        _futureNoise = Math.Sqrt(noise * Math.Max(LeastSharedNoise, Math.Min(1, 1 / Math.Max(1e-9, futureBlocks))));
    }

    /// <summary>Fits the line. A run begins slowly (connections, caches): where the line falls half as much without its first stretch, that is left out.</summary>
    /// <param name="blocks">The past, oldest first.</param>
    /// <param name="workLeft">Seconds by the model that are left.</param>
    /// <param name="unitSpread">By how much units of a class differ, as a share of their mean: what stretches differ by at least.</param>
    public static EtaLevel Of(IReadOnlyList<EtaBlock> blocks, double workLeft, double unitSpread)
    {
        var all = new EtaLevel(blocks, workLeft, unitSpread);
        if (blocks.Count < 3)
        {
            return all;
        }

        var later = new EtaLevel([.. blocks.Skip(1)], workLeft, unitSpread);
        return all._slope < 0 && later._slope > all._slope / 2 ? later : all;
    }

    /// <summary>Draws a factor for the future.</summary>
    /// <param name="main">Standard normal.</param>
    public double Draw(double main)
    {
        // Three independent uncertainties of one sum are one.
        var spread = Math.Sqrt((_heightSpread * _heightSpread) + (_slopeSpread * _distance * _slopeSpread * _distance) + (_futureNoise * _futureNoise));
        var centre = Math.Max(0.3, 1 + (_slope * _distance));
        return _mean * centre * Math.Exp(main * spread / centre);
    }

    // Place of each stretch in the run, 0 to 1; what it took by the model; its weight, 1 on average.
    private static (double[] X, double[] Y, double[] Weights) Points(IReadOnlyList<EtaBlock> blocks, double past, double whole)
    {
        var x = new double[blocks.Count];
        var at = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = (at + (blocks[i].Work / 2)) / whole;
            at += blocks[i].Work;
        }

        return (x, [.. blocks.Select(b => b.Took / Math.Max(1e-9, b.Work))], [.. blocks.Select(b => b.Work / past * blocks.Count)]);
    }

    // The noise decides how much the slope is believed, and the slope what is noise: a few times around is near enough.
    private static (double Slope, double Spread, double Noise) Line(double[] x, double[] y, double[] weights, double leastNoise)
    {
        var spreadX = weights.Zip(x, (w, v) => w * v * v).Sum();
        var product = Enumerable.Range(0, x.Length).Sum(i => weights[i] * x[i] * y[i]);
        var (slope, noise, drift) = (0.0, NoiseBefore * NoiseBefore, DriftSpread * DriftSpread);
        for (var round = 0; round < 5; round++)
        {
            slope = product / (spreadX + (noise / drift));
            drift = ((DriftSpreadWeight * DriftSpread * DriftSpread) + (slope * slope)) / (DriftSpreadWeight + 1);
            var squares = Enumerable.Range(0, x.Length).Sum(i => weights[i] * Square(y[i] - (slope * x[i])));
            noise = leastNoise
                + ((squares + (NoiseBeforeWeight * NoiseBefore * NoiseBefore)) / (Math.Max(0, x.Length - 2) + NoiseBeforeWeight));
        }

        return (slope, 1 / Math.Sqrt((spreadX / noise) + (1 / drift)), noise);
    }

    private static double Square(double value) => value * value;
}
