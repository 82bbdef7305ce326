namespace ActorBackfill.Dashboard.Commands;

/// <summary>Carries out one kind of command on jobs; one implementation a verb, all of them registered.</summary>
public interface ICommandJobs
{
    /// <summary>Gets the verb, the last part of the address: <c>pause</c>.</summary>
    string Verb { get; }

    /// <summary>Carries it out. It is journaled with <see cref="JobCommand.Via"/>.</summary>
    /// <param name="command">On which job, and how.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    Task<CommandAnswer> CommandAsync(JobCommand command, CancellationToken cancellation);
}
