namespace ActorBackfill.Domain.Plans;

/// <summary>The dimensions of a job do not make a plan; the message says why. Exit 2.</summary>
public sealed class PlanException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, with the dimension's name.</param>
    public PlanException(string message)
        : base(message)
    {
    }
}
