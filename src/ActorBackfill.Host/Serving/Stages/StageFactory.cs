using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>Makes the runs of submitted jobs: job files, with identifiers and limits laid over them.</summary>
/// <param name="definition">What is served.</param>
/// <param name="directory">Where jobs have their directories, absolute.</param>
/// <param name="grace">How long units in flight may go on after a stop.</param>
/// <param name="isBatched">Whether the API's job asks for several identifiers in one request.</param>
internal sealed class StageFactory(ServeDefinition definition, string directory, TimeSpan grace, bool isBatched)
{
    /// <summary>Gets what is served.</summary>
    public ServeDefinition Definition => definition;

    /// <summary>Gets the directory of a job.</summary>
    /// <param name="id">Its id.</param>
    public JobFolder FolderOf(string id) => new(Path.Combine(directory, id));

    /// <summary>Makes the run against the API.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="searchType">The dimension of its identifiers.</param>
    /// <param name="workers">Items at a time.</param>
    public StageRun Api(string id, string searchType, int workers)
    {
        var (stage, batch) = (definition.Api!, definition.Batch);
        ImmutableArray<string> limits =
        [
            .. isBatched ? [Set("source.batch.size", batch.ApiBatchSize)] : ImmutableArray<string>.Empty,
            Set("source.limit.rate", Number(batch.ApiRateLimit) + "/s"),
            Set("source.limit.concurrency", batch.ApiConnectionPoolSize),
            Set("source.limit.adaptive", batch.AdaptiveRateLimiting ? "true" : "false"),
        ];
        return Make(StageRun.Api, stage, id, searchType, limits, workers, isSelected: false) with
        {
            Types = stage.Delivers.ToImmutableSortedDictionary(t => WireNames.Lower(t), t => t, StringComparer.Ordinal),
        };
    }

    /// <summary>Makes the run against pages.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="searchType">The dimension of its identifiers.</param>
    /// <param name="wanted">The kinds of data that are asked for.</param>
    /// <param name="workers">Items at a time.</param>
    /// <param name="isSelected">Whether the job's directory says which units, or all are meant.</param>
    public StageRun Scraper(string id, string searchType, IEnumerable<DataType> wanted, int workers, bool isSelected)
    {
        var (stage, batch) = (definition.Scraper!, definition.Batch);
        var types = wanted.Where(stage.Pages.ContainsKey).ToImmutableSortedDictionary(t => stage.Pages[t], t => t, StringComparer.Ordinal);
        ImmutableArray<string> limits =
        [
            $"plan.{stage.Dimension}.values=[{string.Join(',', types.Keys.Select(Quoted))}]",
            Set("source.limit.rate", Number(batch.ScraperRateLimit) + "/s"),
            Set("source.limit.concurrency", batch.ScraperPoolSize),
            Set("source.timeout", Number(batch.ScraperTimeoutSeconds * 1_000) + "ms"),
        ];
        return Make(StageRun.Scraper, stage, id, searchType, limits, batch.EnableParallelScraping ? workers : 1, isSelected) with
        {
            PageDimension = stage.Dimension,
            Types = types,
        };
    }

    /// <summary>Gets the key of a unit of the scraper's plan.</summary>
    /// <param name="searchType">The dimension of the identifier.</param>
    /// <param name="identifier">The identifier.</param>
    /// <param name="type">The kind of data.</param>
    public string KeyOf(string searchType, string identifier, DataType type)
    {
        var stage = definition.Scraper!;
        KeyValuePair<string, string>[] values = [new(searchType, identifier), new(stage.Dimension, stage.Pages[type])];
        return UnitKey.Format(UnitKey.Parts(values.Select(v => v.Key)), values);
    }

    private StageRun Make(string source, StageDefinition stage, string id, string searchType, ImmutableArray<string> limits, int workers, bool isSelected)
    {
        var folder = FolderOf(id);
        ImmutableArray<string> overlays =
        [
            // Its own ledger and its own state: a job asks anew whatever others have asked before.
            $"job={Quoted($"{source}-{id}")}",
            $"plan.{searchType}.file={Quoted(folder.Identifiers)}",
            $"plan.{searchType}.column=value",
            .. limits,
            .. stage.Overlays,
        ];
        var units = new UnitChoice { FromGaps = isSelected ? folder.Lacking : null };
        return new StageRun(
            source,
            new JobChoice(stage.Job, null, null, null, folder.Directory, overlays),
            new RunChoice { Workers = workers, Units = units, Grace = grace, Progress = ProgressStyle.None },
            searchType,
            null,
            ImmutableSortedDictionary<string, DataType>.Empty);
    }

    private static string Set(string key, object value) => string.Create(CultureInfo.InvariantCulture, $"{key}={value}");

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text, IdentifierJson.Default.String);
}
