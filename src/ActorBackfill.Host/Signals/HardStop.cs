namespace ActorBackfill.Host.Signals;

/// <summary>Ends the process when a stop takes longer than was promised; a crash is what the journal is made for.</summary>
internal sealed class HardStop : IDisposable
{
    /// <summary>How long the process lives after units were cancelled: under the 2 s that are promised.</summary>
    public static readonly TimeSpan AfterCancel = TimeSpan.FromMilliseconds(1_700);

    private readonly StopRequest _stop;
    private readonly TimeProvider _time;
    private readonly Action<int> _exit;
    private ITimer? _timer;

    /// <summary>Watches a stop.</summary>
    /// <param name="stop">The stop.</param>
    /// <param name="time">The clock.</param>
    /// <param name="exit">Ends the process; null means that it really does.</param>
    public HardStop(StopRequest stop, TimeProvider time, Action<int>? exit = null)
    {
        (_stop, _time) = (stop, time);
#pragma warning disable RS0030 // The one place that ends the process: a person has asked for it twice.
        _exit = exit ?? Environment.Exit;
#pragma warning restore RS0030
        stop.Changed += OnChanged;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Changed -= OnChanged;
        _timer?.Dispose();
    }

    private void OnChanged(StopStage stage)
    {
        if (stage == StopStage.Now)
        {
            _exit(_stop.ExitCode!.Value);
        }
        else if (stage == StopStage.Cancel)
        {
            _timer ??= _time.CreateTimer(_ => _exit(_stop.ExitCode!.Value), null, AfterCancel, Timeout.InfiniteTimeSpan);
        }
    }
}
