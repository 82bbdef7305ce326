using ActorBackfill.Dashboard.Live;
using ActorBackfill.Hocon;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Status;

namespace ActorBackfill.Host.Dashboards;

/// <summary>Knows which jobs the pages show. A name from outside is compared with theirs and never becomes a path. Thread safe.</summary>
internal interface IFindJobs
{
    /// <summary>Gets the clock that everything on the pages goes by.</summary>
    TimeProvider Time => Talk.Terminal.Time;

    /// <summary>Gets who is told: directory, environment and clock of the process.</summary>
    Talk Talk { get; }

    /// <summary>Gets whether these are runs of jobs that were submitted to a server, which takes the commands.</summary>
    bool IsSubmitted => false;

    /// <summary>Reads the file of a job.</summary>
    /// <param name="name">The job's name, from outside.</param>
    /// <returns>Null when there is no such job, or its file is gone.</returns>
    /// <exception cref="HoconException">Its file is wrong.</exception>
    /// <exception cref="CommandException">Its file names something that cannot be.</exception>
    LoadedJob? Load(string name);

    /// <summary>Gets how a job is chosen; null when there is no such job, or its file is gone.</summary>
    /// <param name="name">The job's name, from outside.</param>
    JobChoice? ChoiceOf(string name);

    /// <summary>Gets what to do next with a job; null means what the console says.</summary>
    /// <param name="name">The job's name.</param>
    /// <param name="status">How far it is.</param>
    NextStep? NextOf(string name, JobStatus status) => null;
}
