using System.Diagnostics;

namespace Akka.Actor;

/// <summary>A child and how often it was restarted.</summary>
/// <param name="child">The child.</param>
public class ChildRestartStats(IInternalActorRef child)
{
    private long _windowStart;

    /// <summary>Gets the child.</summary>
    public IInternalActorRef Child { get; } = child;

    /// <summary>Gets the restarts in the current window.</summary>
    public int MaxNrOfRetriesCount { get; private set; }

    /// <summary>Asks for one more restart and counts it.</summary>
    /// <param name="maxNrOfRetries">How many there may be; negative for any number.</param>
    /// <param name="withinTimeMilliseconds">In which time; 0 or less for the child's whole life.</param>
    /// <returns>False when the budget is spent.</returns>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0)
            return false;
        if (withinTimeMilliseconds <= 0)
            return maxNrOfRetries < 0 || ++MaxNrOfRetriesCount <= maxNrOfRetries;

        // Without a number of retries a window allows one restart.
        var retries = Math.Max(maxNrOfRetries, 1);
        var now = Stopwatch.GetTimestamp();
        if (_windowStart == 0)
            _windowStart = now;
        if (Stopwatch.GetElapsedTime(_windowStart, now).TotalMilliseconds <= withinTimeMilliseconds)
            return ++MaxNrOfRetriesCount <= retries;
        MaxNrOfRetriesCount = 1;
        _windowStart = now;
        return true;
    }
}
