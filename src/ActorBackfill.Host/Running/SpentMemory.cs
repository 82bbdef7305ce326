using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Host.Running;

/// <summary>Gives back what reading long lists took, before a run that may last for days begins.</summary>
internal static class SpentMemory
{
    // Fewer leave little behind, and a short run would only be longer for it.
    private const int LongList = 10_000;

    /// <summary>Collects everything that is not needed any more and returns it to the system; some tens of milliseconds, and nothing for short lists.</summary>
    /// <param name="job">The job that is about to run.</param>
    public static void Return(JobDefinition job)
    {
        if (job.Dimensions.OfType<ListDimensionDefinition>().Sum(list => (long)list.Values.Length) >= LongList)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
