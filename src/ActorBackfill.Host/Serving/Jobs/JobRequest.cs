using System.Collections.Immutable;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>The switches of a submitted job.</summary>
internal sealed record JobParameters
{
    /// <summary>Gets whether the property's details are collected whatever the type of the job. Default false.</summary>
    public bool Comprehensive { get; init; }

    /// <summary>Gets whether pages may be looked at. Default true.</summary>
    public bool EnableScraping { get; init; } = true;

    /// <summary>Gets whether taxes are collected. Default false.</summary>
    public bool CollectTaxData { get; init; }

    /// <summary>Gets whether sales are collected. Default false.</summary>
    public bool CollectSalesData { get; init; }

    /// <summary>Gets whether recorded documents are collected. Default false.</summary>
    public bool CollectDocuments { get; init; }
}

/// <summary>What somebody submits; its identifiers stand in a file of the job's directory.</summary>
internal sealed record JobRequest
{
    /// <summary>Gets what is collected.</summary>
    public required JobType JobType { get; init; }

    /// <summary>Gets what the identifiers are: the dimension of the job files, <c>apn</c>.</summary>
    public required string SearchType { get; init; }

    /// <summary>Gets where it is looked for.</summary>
    public ProcessingMode ProcessingMode { get; init; }

    /// <summary>Gets which of the waiting jobs begins first.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>Gets the switches.</summary>
    public JobParameters Parameters { get; init; } = new();

    /// <summary>Gets the kinds of data that type and switches ask for together.</summary>
    public ImmutableSortedSet<DataType> Wanted()
    {
        var wanted = ImmutableSortedSet.CreateBuilder<DataType>();
        void Add(bool isWanted, DataType type) => _ = isWanted && wanted.Add(type);
        Add(JobType != JobType.TaxDataCollection || Parameters.Comprehensive, DataType.PropertyDetails);
        Add(JobType == JobType.TaxDataCollection || Parameters.CollectTaxData, DataType.TaxData);
        Add(Parameters.CollectSalesData, DataType.SalesData);
        Add(Parameters.CollectDocuments, DataType.Documents);
        return wanted.ToImmutable();
    }
}
