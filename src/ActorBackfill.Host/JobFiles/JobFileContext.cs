using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles.Plans;

namespace ActorBackfill.Host.JobFiles;

/// <summary>What the readers of one job file share: the flags of the command line, and where errors go.</summary>
internal sealed class JobFileContext
{
    public const int MaxWorkers = 1_024;

    /// <summary>Reads the flags; what is wrong with them goes to the errors.</summary>
    public JobFileContext(JobFileRequest request, HoconErrors errors)
    {
        Request = request;
        Errors = errors;
        Start = Bound("--start-date", request.StartDate);
        End = Bound("--end-date", request.EndDate);
        Workers = WorkersOf(request);
        if (request.SinkPath is { } sink && string.IsNullOrWhiteSpace(sink))
        {
            FlagError("--sink", "is blank: it is the path of a file, or the address of a PostgreSQL database");
        }
        else if (request.SinkPath is { } address && PostgresAddress.IsOne(address))
        {
            CheckAddress(address);
        }
    }

    public JobFileRequest Request { get; }

    public HoconErrors Errors { get; }

    /// <summary>Gets what <c>--start-date</c> says, or null.</summary>
    public CalendarBound? Start { get; }

    /// <summary>Gets what <c>--end-date</c> says, or null.</summary>
    public CalendarBound? End { get; }

    /// <summary>Gets what <c>--workers</c> or <c>--serial</c> says, or null.</summary>
    public int? Workers { get; }

    /// <summary>Gets what <c>--order</c> says of a dimension, or null.</summary>
    /// <param name="dimension">Its name.</param>
    public string? OrderOf(string dimension) => Orders.GetValueOrDefault(dimension);

    /// <summary>Gets what <c>--order</c> says, by dimension; which one is meant is known when the plan is.</summary>
    public Dictionary<string, string> Orders { get; } = new(StringComparer.Ordinal);

    public void FlagError(string flag, string message) => Errors.Add(new HoconPosition(flag, 0, 0), "", message);

    private void CheckAddress(string address)
    {
        try
        {
            _ = PostgresAddress.Parse(address);
        }
        catch (FormatException e)
        {
            FlagError("--sink", e.Message);
        }
    }

    private CalendarBound? Bound(string flag, string? text)
    {
        if (text is null || CalendarBound.TryParse(text) is { } bound && bound.Problem is null)
        {
            return text is null ? null : CalendarBound.TryParse(text);
        }

        FlagError(flag, $"'{text}': {CalendarBound.TryParse(text)?.Problem ?? CalendarBound.Form}");
        return null;
    }

    private int? WorkersOf(JobFileRequest request)
    {
        if (request.Workers is < 1 or > MaxWorkers)
        {
            FlagError("--workers", $"{request.Workers:#,0}: must be 1 to {MaxWorkers:#,0}");
        }
        else if (request.IsSerial && request.Workers is > 1)
        {
            FlagError("--serial", $"means one worker, and --workers asks for {request.Workers}");
        }

        return request.IsSerial ? 1 : request.Workers;
    }
}
