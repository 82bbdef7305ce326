using System.Collections.Immutable;

namespace ActorBackfill.Domain.Progress;

/// <summary>
/// Adds up where the time of workers goes: told whenever the number of workers, of idle ones, or the reason changes. Not thread safe.
/// </summary>
public sealed class WaitClock
{
    private readonly double[] _seconds = new double[Enum.GetValues<WaitReason>().Length];
    private TimeSpan _at;
    private int _workers;
    private int _idle;
    private WaitReason _reason = WaitReason.NothingLeft;

    /// <summary>Notes how it is from now on.</summary>
    /// <param name="at">Since the run began; never goes back.</param>
    /// <param name="workers">Workers there are.</param>
    /// <param name="idle">Those of them that hold nothing.</param>
    /// <param name="reason">Why they do not; not looked at when there are none.</param>
    public void Set(TimeSpan at, int workers, int idle, WaitReason reason)
    {
        Pass(at);
        (_workers, _idle, _reason) = (workers, Math.Min(idle, workers), reason);
    }

    /// <summary>Gets where the time went until now.</summary>
    /// <param name="at">Since the run began.</param>
    /// <param name="waitedForTurns">Seconds that units in work waited for a turn of the source's budget.</param>
    /// <param name="waitedWhileClosed">Seconds that they waited while the source was closed.</param>
    public Waits Read(TimeSpan at, TimeSpan waitedForTurns, TimeSpan waitedWhileClosed)
    {
        Pass(at);
        var seconds = _seconds.ToArray();
        Move(seconds, WaitReason.Budget, waitedForTurns);
        Move(seconds, WaitReason.Closed, waitedWhileClosed);
        return new Waits(seconds
            .Select((s, i) => KeyValuePair.Create((WaitReason)i, s))
            .Where(s => s.Value > 0)
            .ToImmutableSortedDictionary());
    }

    // A request can begin to wait a moment before its worker is counted as working: never more than there is.
    private static void Move(double[] seconds, WaitReason reason, TimeSpan waited)
    {
        var moved = Math.Min(waited.TotalSeconds, seconds[(int)WaitReason.Working]);
        seconds[(int)WaitReason.Working] -= moved;
        seconds[(int)reason] += moved;
    }

    private void Pass(TimeSpan at)
    {
        var seconds = Math.Max(0, (at - _at).TotalSeconds);
        _seconds[(int)WaitReason.Working] += seconds * (_workers - _idle);
        _seconds[(int)_reason] += seconds * _idle;
        _at = at > _at ? at : _at;
    }
}
