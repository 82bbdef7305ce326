namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>Gets a quantile, within 0.0005 (Abramowitz and Stegun, 26.2.23).</summary>
    /// <param name="share">Above 0 and below 1; clamped to a millionth from either.</param>
    public static double Quantile(double share)
    {
        var p = Math.Clamp(share, 1e-6, 1 - 1e-6);
        var t = Math.Sqrt(-2 * Math.Log(Math.Min(p, 1 - p)));
        var x = t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))))));
        return p < 0.5 ? -x : x;
    }
}
