namespace ActorBackfill.Dashboard.Pages.Compare;

/// <summary>Compares runs.</summary>
public interface IShowCompare
{
    /// <summary>Compares the ends of two runs of a job.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="a">The number of the one.</param>
    /// <param name="b">The number of the other.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Null when there is no such job or run.</returns>
    Task<CompareView?> CompareAsync(string job, int a, int b, CancellationToken cancellation);
}
