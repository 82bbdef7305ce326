namespace Akka.Actor;

/// <summary>How something asked for has ended.</summary>
public abstract class Status
{
    /// <summary>It was done.</summary>
    /// <param name="status">What came of it; null if nothing.</param>
    public sealed class Success(object? status) : Status
    {
        /// <summary>A success with nothing to say.</summary>
        public static readonly Success Instance = new(null);

        /// <summary>Gets what came of it; null if nothing.</summary>
        public object? Status { get; } = status;

        /// <inheritdoc/>
        public override string ToString() => $"Success: {Status ?? "null"}";
    }

    /// <summary>It was not done; an Ask that gets it throws its cause.</summary>
    public sealed class Failure : Status
    {
        /// <summary>Initializes a new instance of the <see cref="Failure"/> class.</summary>
        /// <param name="cause">Why.</param>
        public Failure(Exception cause)
            : this(cause, null)
        {
        }

        /// <summary>Initializes a new instance of the <see cref="Failure"/> class.</summary>
        /// <param name="cause">Why.</param>
        /// <param name="state">What the sender wants remembered with it.</param>
        public Failure(Exception cause, object? state)
        {
            Cause = cause;
            State = state;
        }

        /// <summary>Gets why.</summary>
        public Exception Cause { get; }

        /// <summary>Gets what the sender wants remembered with it.</summary>
        public object? State { get; }

        /// <inheritdoc/>
        public override string ToString() => $"Failure: {Cause}";
    }
}
