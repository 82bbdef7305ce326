namespace ActorBackfill.Domain.Outcomes;

/// <summary>
/// An expected failure that crosses a port. Connectors translate driver errors into it once, at the edge; the message holds the
/// values (address, table, key, row) and never a secret.
/// </summary>
public class BackfillException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="category">Why; decides whether another attempt can help.</param>
    /// <param name="message">One sentence with the values, for the person who has to act.</param>
    /// <param name="inner">The driver's exception, or null.</param>
    public BackfillException(FailureCategory category, string message, Exception? inner = null)
        : base(message, inner)
    {
        Category = category;
        CanRetry = category.CanRetry();
    }

    /// <summary>Gets why.</summary>
    public FailureCategory Category { get; }

    /// <summary>Gets whether another attempt can help; the category's own answer unless set.</summary>
    public bool CanRetry { get; init; }

    /// <summary>Gets whether the unit is not wanted any more: it is skipped, with the message as its reason.</summary>
    public bool Skips { get; init; }

    /// <summary>Gets whether another unit of the same request tells of it already: the source has failed once, not once a unit.</summary>
    public bool IsShared { get; init; }

    /// <summary>Gets the column whose value cannot be taken, or null when the failure is not one of a column.</summary>
    public string? Column { get; init; }

    /// <summary>Gets how long the server asked to wait, or null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
