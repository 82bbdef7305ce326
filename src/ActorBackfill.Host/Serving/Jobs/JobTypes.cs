namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>What a submitted job collects.</summary>
internal enum JobType
{
    /// <summary>Details of each property.</summary>
    PropertySearch,

    /// <summary>Details, and whatever its parameters ask for.</summary>
    ComprehensiveCollection,

    /// <summary>Tax data.</summary>
    TaxDataCollection,
}

/// <summary>Where a submitted job looks.</summary>
internal enum ProcessingMode
{
    /// <summary>The API first; pages only for what the API does not deliver, or did not have.</summary>
    Intelligent,

    /// <summary>API and pages at once.</summary>
    ParallelAll,

    /// <summary>The API alone.</summary>
    ApiOnly,

    /// <summary>Pages alone.</summary>
    ScrapingOnly,
}

/// <summary>Which submitted job begins first. A job that runs is never interrupted for another.</summary>
internal enum JobPriority
{
    /// <summary>After those of high priority, in the order of submission.</summary>
    Normal,

    /// <summary>Before all others that wait.</summary>
    High,
}

/// <summary>How far a submitted job is.</summary>
internal enum JobStatus
{
    /// <summary>It waits for others to end.</summary>
    Queued,

    /// <summary>It runs, or goes on when the process is back.</summary>
    Running,

    /// <summary>Every item has its end; those that failed are among the errors.</summary>
    Completed,

    /// <summary>It could not go on; the message says why.</summary>
    Failed,

    /// <summary>Somebody cancelled it; what was collected stays.</summary>
    Cancelled,

    /// <summary>Somebody stopped it; it goes on when it is resumed.</summary>
    Stopped,
}

/// <summary>A kind of data about an identifier.</summary>
internal enum DataType
{
    /// <summary>The property itself.</summary>
    PropertyDetails,

    /// <summary>Taxes.</summary>
    TaxData,

    /// <summary>Sales.</summary>
    SalesData,

    /// <summary>Recorded documents.</summary>
    Documents,
}
