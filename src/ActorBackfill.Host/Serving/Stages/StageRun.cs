using System.Collections.Immutable;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>One run that a submitted job consists of: a job file with the job's identifiers laid over it.</summary>
/// <param name="Source">What it asks: <c>api</c> or <c>scraper</c>.</param>
/// <param name="Choice">The job file and what is laid over it.</param>
/// <param name="Run">How it runs.</param>
/// <param name="Dimension">The dimension of the identifiers.</param>
/// <param name="PageDimension">The dimension of pages; null where one unit has everything of an identifier.</param>
/// <param name="Types">The kinds of data, by the value of that dimension; of the whole unit where there is none.</param>
internal sealed record StageRun(
    string Source, JobChoice Choice, RunChoice Run, string Dimension, string? PageDimension, ImmutableSortedDictionary<string, DataType> Types)
{
    /// <summary>The API.</summary>
    public const string Api = "api";

    /// <summary>Pages.</summary>
    public const string Scraper = "scraper";
}
