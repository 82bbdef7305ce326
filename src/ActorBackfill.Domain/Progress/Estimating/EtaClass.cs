namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>Running means and squared distances (Welford) of one class: of seconds by weight, of their logarithms by sample.</summary>
internal sealed class EtaClass
{
    private double _weight;
    private double _log;

    /// <summary>Gets the samples.</summary>
    public int Samples { get; private set; }

    /// <summary>Gets the mean in seconds.</summary>
    public double Mean { get; private set; }

    /// <summary>Gets the squared distances of the seconds, summed.</summary>
    public double Squares { get; private set; }

    /// <summary>Gets the squared distances of the logarithms, summed.</summary>
    public double LogSquares { get; private set; }

    /// <summary>Takes a sample in.</summary>
    /// <param name="seconds">How long the unit took.</param>
    /// <param name="weight">How many units it stands for.</param>
    public void Add(double seconds, double weight)
    {
        _weight += weight;
        Samples++;
        var before = seconds - Mean;
        Mean += before * weight / _weight;
        Squares += before * (seconds - Mean);
        var log = Math.Log(seconds + 1e-3);
        var distance = log - _log;
        _log += distance / Samples;
        LogSquares += distance * (log - _log);
    }
}
