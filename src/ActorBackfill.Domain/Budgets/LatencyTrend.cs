namespace ActorBackfill.Domain.Budgets;

/// <summary>How long answers take now, against the shortest time of the last minutes.</summary>
/// <param name="Recent">The mean of the last answers, in seconds; 0 before the first.</param>
/// <param name="Shortest">The shortest of this window, in seconds.</param>
/// <param name="Before">The shortest of the window before, in seconds.</param>
/// <param name="Window">When this window began, on the budget's time.</param>
public sealed record LatencyTrend(double Recent, double Shortest, double Before, TimeSpan Window)
{
    // Answers differ by themselves; what is longer than this many times the shortest is a queue.
    private const double Tolerance = 2;
    private const double MostOfItWaiting = 4;

    // A server that has become slower for good is found out after two of them.
    private static readonly TimeSpan WindowLength = TimeSpan.FromSeconds(90);

    /// <summary>Gets a trend without answers.</summary>
    public static LatencyTrend Begin { get; } = new(0, double.MaxValue, double.MaxValue, TimeSpan.Zero);

    /// <summary>Gets the share of the present requests in flight that would not queue, 0.5 to 1; null before the first answer.</summary>
    public double? Gradient => Recent > 0 ? Math.Clamp(Tolerance * Base / Recent, 0.5, 1) : null;

    /// <summary>Gets whether most of the time that answers take is spent waiting in the server.</summary>
    public bool IsQueue => Recent > MostOfItWaiting * Base;

    /// <summary>Gets whether answers take longer than they did, by whatever.</summary>
    public bool IsLonger => Recent > 1.2 * Base;

    private double Base => Math.Min(Shortest, Before);

    /// <summary>Adds answers.</summary>
    /// <param name="now">The budget's time.</param>
    /// <param name="answers">What came back.</param>
    public LatencyTrend Add(TimeSpan now, Answers answers)
    {
        if (answers.Accepted == 0)
        {
            return this;
        }

        // Answers of nothing at all have no gradient.
        var mean = Math.Max(0.001, answers.Latency.TotalSeconds / answers.Accepted);
        var recent = Recent > 0 ? Recent + ((mean - Recent) * (1 - Math.Pow(0.9, answers.Accepted))) : mean;
        return now - Window < WindowLength
            ? this with { Recent = recent, Shortest = Math.Min(Shortest, mean) }
            : new LatencyTrend(recent, mean, Shortest, now);
    }
}
