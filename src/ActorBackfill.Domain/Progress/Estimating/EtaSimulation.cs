namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>Plays the rest of a run many times. One is made for each estimate.</summary>
/// <param name="costs">What units cost.</param>
/// <param name="now">The instant.</param>
/// <param name="seed">The same seed, the same draws.</param>
internal sealed class EtaSimulation(EtaCosts costs, EtaNow now, int seed)
{
    // 64 stratified draws put the tenth and the ninetieth percent within a few percent of where 10,000 would; they take a few milliseconds.
    private const int Draws = 64;
    private const int DrawsOfTheExpected = 8;

    // So many units a worker at the end of a wave are dealt one by one; those before them only fill the workers evenly.
    private const int SinglyAWorker = 4;
    private const int MostSingly = 512;
    private const int MostOfTheBulk = 128;

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, double> _means = new(StringComparer.Ordinal);
    private bool _isCertain;

    /// <summary>Gets what a wave takes by the model, on average.</summary>
    /// <param name="wave">The wave.</param>
    /// <param name="workers">Workers at that time.</param>
    public double Expected(EtaWave wave, int workers)
    {
        Begin(isCertain: true);
        var sum = 0.0;
        for (var i = 0; i < DrawsOfTheExpected; i++)
        {
            sum += Play(wave, workers, []);
        }

        return sum / DrawsOfTheExpected;
    }

    /// <summary>Gets what all that is left takes by the model, on average.</summary>
    /// <param name="rest">What is left.</param>
    public double Expected(EtaRest rest)
    {
        Begin(isCertain: true);
        return Enumerable.Range(0, DrawsOfTheExpected).Average(_ => Play(rest, [], 1));
    }

    /// <summary>Gets the interval.</summary>
    /// <param name="rest">What is left.</param>
    /// <param name="running">The class of each unit that workers hold.</param>
    /// <param name="past">What was, against the model.</param>
    public EtaInterval Interval(EtaRest rest, IReadOnlyList<string?> running, IReadOnlyList<EtaBlock> past)
    {
        Begin(isCertain: true);
        var expected = Enumerable.Range(0, DrawsOfTheExpected).Average(_ => Play(rest, running, 1));
        var level = EtaLevel.Of(past, expected, costs.UnitSpread);
        var least = now.RequestsPerSecond is { } rate && now.RequestsPerUnit > 0
            ? Math.Max(0, now.Left - now.Running.Length) * now.RequestsPerUnit / rate
            : 0;
        var seconds = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            Begin(isCertain: false);
            var factor = level.Draw(Normal.Quantile((draw + 0.5) / Draws));
            seconds[draw] = Math.Max(factor * Play(rest, running, factor), least) + now.Blocked.TotalSeconds;
        }

        Array.Sort(seconds);
        return new EtaInterval(Time(seconds[(int)(Draws * 0.1)]), Time(seconds[(int)Math.Ceiling(Draws * 0.9) - 1]));
    }

    private static TimeSpan Time(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(36_500).TotalSeconds));

    // What is in flight goes on as it began, whatever the level of what comes.
    private double Play(EtaRest rest, IReadOnlyList<string?> running, double factor) =>
        Play(rest.Current, now.Workers, BusyFor(running, factor))
        + (rest.Later.Count == 0 ? 0 : rest.LaterWaves * rest.Later.Average(w => Play(w, now.Workers, [])));

    private double[] BusyFor(IReadOnlyList<string?> running, double factor)
    {
        var busy = new double[running.Count];
        for (var i = 0; i < busy.Length; i++)
        {
            var age = now.Running[i].Age.TotalSeconds;
            var mean = Mean(running[i]);
            busy[i] = Math.Max(0, (mean * costs.RatioAbove(age / mean, _random)) - age) / factor;
        }

        return busy;
    }

    private double Play(EtaWave wave, int workers, double[] busyFor)
    {
        var classes = wave.Classes;
        if (classes.Count == 0)
        {
            return EtaSchedule.Makespan(workers, busyFor, 0, []);
        }

        var singly = (int)Math.Clamp(Math.Round(wave.Units), 1, Math.Min(MostSingly, SinglyAWorker * workers));
        var before = wave.IsExact ? classes.Count - singly : classes.Count;
        var bulk = wave.Units > singly && before > 0 ? (wave.Units - singly) * MeanOf(classes, before) : 0;
        var units = new double[singly];
        for (var i = 0; i < singly; i++)
        {
            units[i] = Seconds(classes[wave.IsExact ? Math.Max(0, classes.Count - singly) + i : (int)((i + 0.5) * classes.Count / singly)]);
        }

        return EtaSchedule.Makespan(workers, busyFor, bulk, units);
    }

    private double MeanOf(IReadOnlyList<string?> classes, int count)
    {
        var looked = Math.Min(count, MostOfTheBulk);
        var sum = 0.0;
        for (var i = 0; i < looked; i++)
        {
            sum += Mean(classes[(int)((long)count * i / looked)]);
        }

        return sum / looked;
    }

    private void Begin(bool isCertain)
    {
        _means.Clear();
        _isCertain = isCertain;
    }

    // The mean of a class is not known exactly: each draw has its own.
    private double Mean(string? name)
    {
        if (!_means.TryGetValue(name ?? "", out var mean))
        {
            var (known, spread) = costs.Of(name);
            var sigma = _isCertain ? 0 : spread;
            _means[name ?? ""] = mean = known * Math.Exp((Normal.Quantile(_random.NextDouble()) * sigma) - (sigma * sigma / 2));
        }

        return mean;
    }

    private double Seconds(string? name) => Mean(name) * costs.Ratio(_random);
}
