using System.Collections.Immutable;

namespace ActorBackfill.Engine.Ports;

/// <summary>
/// Remembers beyond the death of the process which units were being worked on, so that one that kills the process can be told. Written
/// before every attempt, so cheaply: it need not outlive the machine. Thread safe.
/// </summary>
public interface IInFlightRecord
{
    /// <summary>Gets what the process before this one left when it died; null when it ended in order, or on purpose.</summary>
    DeadProcess? Left { get; }

    /// <summary>Forgets what was left; from now on units are remembered for this run.</summary>
    /// <param name="runId">The run, 32 hexadecimal digits.</param>
    void Begin(string runId);

    /// <summary>Gets a place for one attempt at a time.</summary>
    /// <returns>The place; -1 when there is none left, and that attempt is not remembered.</returns>
    int Take();

    /// <summary>Remembers which unit is being worked on at a place.</summary>
    /// <param name="place">What <see cref="Take"/> gave.</param>
    /// <param name="ordinal">The unit.</param>
    void Mark(int place, long ordinal);

    /// <summary>Gives a place back; nothing is being worked on there.</summary>
    /// <param name="place">What <see cref="Take"/> gave.</param>
    void Give(int place);

    /// <summary>Notes that the run ends: should the process die from here on, no unit is to blame.</summary>
    void End();
}

/// <summary>What a process left when it died.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="Ordinals">The units it worked on, ascending.</param>
public sealed record DeadProcess(string RunId, ImmutableArray<long> Ordinals);

/// <summary>Remembers nothing: for runs without a directory of their own.</summary>
internal sealed class NoInFlightRecord : IInFlightRecord
{
    public static NoInFlightRecord Instance { get; } = new();

    public DeadProcess? Left => null;

    public void Begin(string runId)
    {
    }

    public int Take() => -1;

    public void Mark(int place, long ordinal)
    {
    }

    public void Give(int place)
    {
    }

    public void End()
    {
    }
}
