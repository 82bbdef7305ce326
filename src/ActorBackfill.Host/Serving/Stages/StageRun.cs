using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>One run that a submitted job consists of: a job file with the job's identifiers laid over it, a unit an identifier.</summary>
/// <param name="Type">Which pages it looks at; null asks the API.</param>
/// <param name="Choice">The job file and what is laid over it.</param>
/// <param name="Run">How it runs.</param>
/// <param name="Dimension">The dimension of the identifiers.</param>
internal sealed record StageRun(DataType? Type, JobChoice Choice, RunChoice Run, string Dimension)
{
    /// <summary>Gets what it is called: <c>api</c>, or the kind of data of its pages.</summary>
    public string Name => NameOf(Type);

    /// <summary>Gets what a run is called.</summary>
    /// <param name="type">Which pages; null is the API.</param>
    public static string NameOf(DataType? type) => type is { } page ? WireNames.Lower(page) : "api";
}
