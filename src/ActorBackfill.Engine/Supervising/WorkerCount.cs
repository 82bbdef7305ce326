namespace ActorBackfill.Engine.Supervising;

/// <summary>
/// How many workers a pool has and is to have. A pool only grows by order; it shrinks when a worker that is free is let go, so that no
/// unit in flight is lost. Decides; tells nobody.
/// </summary>
/// <param name="wanted">Workers at the start.</param>
internal sealed class WorkerCount(int wanted)
{
    /// <summary>The most workers of a run.</summary>
    public const int Most = 1_024;

    /// <summary>Gets or sets how many there are to be, from 1.</summary>
    public int Wanted { get; set; } = wanted;

    /// <summary>Gets how many there are.</summary>
    public int Living { get; private set; }

    /// <summary>Gets how many are too many: each ends when it is free.</summary>
    public int Draining => Math.Max(0, Living - Wanted);

    /// <summary>Notes that the missing ones are made.</summary>
    /// <returns>How many.</returns>
    public int Fill()
    {
        var missing = Math.Max(0, Wanted - Living);
        Living += missing;
        return missing;
    }

    /// <summary>Asks whether a worker that is free is let go, and notes it; never the last one.</summary>
    public bool LetsGo()
    {
        if (Living <= Wanted)
        {
            return false;
        }

        Living--;
        return true;
    }
}
