using ActorBackfill.Domain.Budgets;

namespace ActorBackfill.Engine.Ports;

/// <summary>The account of one source's requests, which all jobs and processes on this machine that use the source share. Thread safe.</summary>
public interface IBudget : IDisposable
{
    /// <summary>Gets its name: the source's origin, or what the job calls it.</summary>
    string Name { get; }

    /// <summary>Gets who a run is to the others.</summary>
    /// <param name="run">The run's id.</param>
    PartyId PartyOf(string run);

    /// <summary>Asks for turns, and tells what came back. Blocks its thread for as long as another process is at it.</summary>
    /// <param name="request">What is wanted.</param>
    /// <exception cref="BudgetUnusableException">The account cannot be read or written; nothing was given.</exception>
    BudgetAnswer Reserve(BudgetRequest request);
}

/// <summary>The account of a source cannot be read or written. Without it nobody knows what others have started: nothing is requested.</summary>
public sealed class BudgetUnusableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong with which file, and what helps.</param>
    /// <param name="inner">The cause, or null.</param>
    public BudgetUnusableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
