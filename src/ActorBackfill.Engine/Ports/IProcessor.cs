namespace ActorBackfill.Engine.Ports;

/// <summary>
/// Turns the items of one unit into rows. A job file names one that the host has registered (<see cref="ProcessorRegistry"/>); without
/// one every item becomes a row of every table. One instance serves one worker, or one unit where the job says <c>instance = unit</c>:
/// it may keep state in fields and needs no locks. Implement <see cref="IDisposable"/> or <see cref="IAsyncDisposable"/> to be told
/// when it is no longer needed.
/// </summary>
public interface IProcessor
{
    /// <summary>
    /// Computes the rows of one unit and emits them to the context. No side effects outside of it: an attempt may be made again.
    /// </summary>
    /// <param name="unit">The unit, its items, and where rows go.</param>
    /// <param name="cancellation">Cancelled when the attempt has taken too long or the run is stopped now.</param>
    /// <exception cref="Domain.Outcomes.BackfillException">
    /// The unit cannot be computed; its category decides whether it is tried again. Any other exception is a
    /// <see cref="Domain.Outcomes.FailureCategory.Calculation"/> failure and is not.
    /// </exception>
    ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation);
}
