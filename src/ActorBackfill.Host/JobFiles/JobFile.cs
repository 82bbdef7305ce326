using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Host.JobFiles;

/// <summary>A job file that was read and found right.</summary>
/// <param name="Path">The file, as it was given or found.</param>
/// <param name="Job">What it says.</param>
/// <param name="AkkaConfig">The resolved text of its <c>akka</c> block, <c>akka { ... }</c>; null when it has none.</param>
public sealed record JobFile(string Path, JobDefinition Job, string? AkkaConfig)
{
    /// <summary>Reads a job file. Nothing is written anywhere, and neither source nor sink is touched.</summary>
    /// <param name="request">Which file, and what is laid over it.</param>
    /// <exception cref="NotImplementedException">
    /// The file cannot be read or is wrong; carries all errors at once, each <c>file:line:column: path: message</c>. Exit 2.
    /// </exception>
    public static JobFile Load(JobFileRequest request) => throw new NotImplementedException(request.Job);
}
