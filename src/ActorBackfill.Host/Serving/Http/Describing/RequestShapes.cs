using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Http.Describing;

/// <summary>A job to take.</summary>
internal sealed record SubmitShape
{
    /// <summary>1 to 100,000 texts of 1 to 200 characters.</summary>
    public required IReadOnlyList<string> Identifiers { get; init; }

    /// <summary>What is collected.</summary>
    public required JobType JobType { get; init; }

    /// <summary>What the identifiers are, such as apn.</summary>
    public required string SearchType { get; init; }

    /// <summary>Where it is looked for; INTELLIGENT by default.</summary>
    public ProcessingMode ProcessingMode { get; init; }

    /// <summary>Which of the waiting jobs begins first; NORMAL by default.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>The switches.</summary>
    public JobParameters Parameters { get; init; } = new();
}

/// <summary>A background collection to take.</summary>
/// <param name="Identifiers">1 to 100,000 texts of 1 to 200 characters.</param>
/// <param name="SearchType">What the identifiers are, such as apn.</param>
internal sealed record CollectShape(IReadOnlyList<string> Identifiers, string SearchType);

/// <summary>Nothing has to be said.</summary>
internal sealed record EmptyShape;

/// <summary>How a job is stopped.</summary>
internal sealed record StopShape
{
    /// <summary>Whether units in flight are cancelled; otherwise they may end.</summary>
    public bool Now { get; init; }
}

/// <summary>How many units at a time.</summary>
/// <param name="Workers">1 to 1,024, or "default".</param>
internal sealed record ScaleShape(object Workers);

/// <summary>How many requests.</summary>
/// <param name="Rate">"20/s", "600/min" or "default".</param>
internal sealed record RateShape(string Rate);

/// <summary>Which units a retry is about; nothing means all that failed.</summary>
internal record SelectShape
{
    /// <summary>api, property_details, tax_data, sales_data or documents; all by default.</summary>
    public string? Source { get; init; }

    /// <summary>What has to hold for a unit, such as error=timeout.</summary>
    public string? Filter { get; init; }

    /// <summary>Of failed, quarantined and skipped.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>The number of a failure group of the source.</summary>
    public long? Group { get; init; }
}

/// <summary>A retry, with the number of units that its preview had.</summary>
internal sealed record RetryShape : SelectShape
{
    /// <summary>The count of the preview.</summary>
    public required long Confirm { get; init; }

    /// <summary>Why, for the history; at most 300 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>Whether the server lives, or takes jobs.</summary>
/// <param name="Status">live or ready.</param>
internal sealed record HealthShape(string Status);

/// <summary>Why a request cannot be met, RFC 9457.</summary>
internal sealed record ProblemShape
{
    /// <summary>Always about:blank.</summary>
    public required string Type { get; init; }

    /// <summary>The kind, short.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong, one sentence.</summary>
    public required string Detail { get; init; }

    /// <summary>What is wrong field by field; left out when the whole request is.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}
