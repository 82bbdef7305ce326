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
/// <param name="rendered">The kinds of data whose pages a browser renders.</param>
internal sealed class StageFactory(ServeDefinition definition, string directory, TimeSpan grace, bool isBatched, ImmutableHashSet<DataType> rendered)
{
    private static readonly string[] OtherOrigins = ["values", "query", "http", "attributes", "allow-empty"];

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
        return Make(null, stage, id, searchType, limits, workers, isSelected: false);
    }

    /// <summary>Makes the run against the pages of one kind of data.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="searchType">The dimension of its identifiers.</param>
    /// <param name="type">The kind of data.</param>
    /// <param name="workers">Items at a time.</param>
    /// <param name="isSelected">Whether the job's directory says which units, or all are meant.</param>
    public StageRun Page(string id, string searchType, DataType type, int workers, bool isSelected)
    {
        var batch = definition.Batch;
        ImmutableArray<string> limits =
        [
            Set("source.limit.rate", Number(batch.ScraperRateLimit) + "/s"),
            Set("source.limit.concurrency", batch.ScraperPoolSize),
            Set("source.timeout", Number(batch.ScraperTimeoutSeconds * 1_000) + "ms"),
            .. rendered.Contains(type) ? Browser(batch) : [],
        ];
        return Make(type, definition.Pages[type], id, searchType, limits, batch.EnableParallelScraping ? workers : 1, isSelected);
    }

    /// <summary>Gets the key of the unit of an identifier.</summary>
    /// <param name="searchType">The dimension of the identifier.</param>
    /// <param name="identifier">The identifier.</param>
    public static string KeyOf(string searchType, string identifier) =>
        UnitKey.Format(UnitKey.Parts([searchType]), [new KeyValuePair<string, string>(searchType, identifier)]);

    private StageRun Make(DataType? type, StageDefinition stage, string id, string searchType, ImmutableArray<string> limits, int workers, bool isSelected)
    {
        var folder = FolderOf(id);
        ImmutableArray<string> overlays =
        [
            // Its own ledger and its own state: a job asks anew whatever others have asked before.
            $"job={Quoted($"{StageRun.NameOf(type)}-{id}")}",
            // Instead of whatever list the job file has.
            .. OtherOrigins.Select(o => $"plan.{searchType}.{o}=null"),
            $"plan.{searchType}.file={Quoted(folder.Identifiers)}",
            $"plan.{searchType}.column=value",
            .. limits,
            .. definition.Overlays,
            .. stage.Overlays,
        ];
        var units = new UnitChoice { FromGaps = isSelected ? folder.Lacking(type!.Value) : null };
        return new StageRun(
            type,
            new JobChoice(stage.Job, null, null, definition.Sink, folder.Directory, overlays),
            new RunChoice { Workers = workers, Units = units, Grace = grace, Progress = ProgressStyle.None },
            searchType);
    }

    private static ImmutableArray<string> Browser(BatchProcessing batch) =>
    [
        Set("source.browser.pages", batch.ScraperPoolSize),
        Set("source.browser.page-timeout", Number(batch.ScraperTimeoutSeconds * 1_000) + "ms"),
    ];

    private static string Set(string key, object value) => string.Create(CultureInfo.InvariantCulture, $"{key}={value}");

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text, IdentifierJson.Default.String);
}
