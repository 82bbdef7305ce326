namespace ActorBackfill.Dashboard.Pages.Submitted;

/// <summary>Knows the jobs that were submitted to a server.</summary>
public interface IShowSubmitted
{
    /// <summary>Gets the newest of them.</summary>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    Task<SubmittedView> NewestAsync(CancellationToken cancellation);
}
