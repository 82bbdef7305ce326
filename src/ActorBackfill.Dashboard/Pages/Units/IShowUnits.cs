namespace ActorBackfill.Dashboard.Pages.Units;

/// <summary>Lists units of jobs.</summary>
public interface IShowUnits
{
    /// <summary>Gets a page of units.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="question">Which units.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Null when there is no such job.</returns>
    Task<UnitsView?> UnitsAsync(string job, UnitsQuestion question, CancellationToken cancellation);

    /// <summary>Gets a page of units as <c>backfill units</c> writes it.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="question">Which units.</param>
    /// <param name="format">csv or json.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>The text, or what is wrong with the question; null when there is no such job.</returns>
    Task<UnitsText?> TextAsync(string job, UnitsQuestion question, string format, CancellationToken cancellation);
}

/// <summary>Units as text.</summary>
/// <param name="Text">The document, or what is wrong with the question.</param>
/// <param name="IsError">Which of both.</param>
public sealed record UnitsText(string Text, bool IsError);
