using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>Reads <c>plan { NAME { ... } ... }</c>.</summary>
internal sealed class PlanReader(JobFileContext context)
{
    // A unit's ordinal has 63 bits, 22 for a calendar and at least 8 for any other; see OrdinalLayout, which has the last word.
    private const int MaxDimensions = 7;

    /// <summary>Gets the names of all dimensions, those in error too, so that a template is not blamed for them.</summary>
    public static IReadOnlyList<string> NamesIn(HoconObjectReader job) =>
        job.Value("plan") is HoconObject plan ? [.. plan.Members.Select(m => m.Key)] : [];

    public ImmutableArray<DimensionDefinition> Read(HoconObjectReader job)
    {
        if (!job.Has("plan"))
        {
            job.Error("plan", "is missing");
            return [];
        }

        var named = job.NamedObjects("plan");
        if (job.Value("plan") is HoconObject { Count: 0 or > MaxDimensions } plan)
        {
            job.Error("plan", $"has {plan.Count} dimensions: must be 1 to {MaxDimensions}");
        }

        var calendars = named.Where(d => CalendarReader.IsCalendar(d.Reader)).Select(d => d.Name).ToList();
        CheckFlags(calendars);
        SetOrder(named.Select(d => d.Name).ToList(), calendars);
        var dimensions = new DimensionReader(context, takesFlags: calendars is [_]);
        return [.. named.Select(d => dimensions.Read(d.Name, d.Reader)).OfType<DimensionDefinition>()];
    }

    /// <summary>Makes the plan once and throws it away, so that a job that has none is found before anything starts.</summary>
    public void DryRun(HoconObjectReader job, ImmutableArray<DimensionDefinition> dimensions)
    {
        try
        {
            // Lists that are not read yet do not make a plan; what else there is does.
            var known = dimensions.RemoveAll(d => d is EntityListDefinition);
            _ = known.IsEmpty ? null : Plan.Create(known, new ValueRegistry(), context.Request.Instant);
        }
        catch (PlanException e)
        {
            job.Error("plan", e.Message);
        }
    }

    private void CheckFlags(List<string> calendars)
    {
        var request = context.Request;
        if (request.Last is not null && (request.StartDate ?? request.EndDate) is not null)
        {
            context.FlagError("--last", "is a range by itself; --start-date and --end-date are another one");
        }

        foreach (var (flag, isGiven) in ((string, bool)[])[("--start-date", request.StartDate is not null), ("--end-date", request.EndDate is not null), ("--last", request.Last is not null)])
        {
            if (isGiven && calendars.Count != 1)
            {
                context.FlagError(flag, calendars.Count == 0
                    ? "the plan has no dimension of dates"
                    : $"the plan has {calendars.Count} dimensions of dates ({string.Join(", ", calendars)}); use --set plan.{calendars[0]}.range=[...]");
            }
        }
    }

    // --order newest is about the dates; with no or several of them it is about every dimension.
    private void SetOrder(List<string> names, List<string> calendars)
    {
        if (context.Request.Order is not { } text)
        {
            return;
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (name, order) = equals < 0 ? (null, text) : (text[..equals], text[(equals + 1)..]);
        if (order is not ("oldest" or "newest") && (!order.StartsWith("priority:", StringComparison.Ordinal) || name is null))
        {
            context.FlagError("--order", $"'{text}': expected oldest, newest, NAME=oldest, NAME=newest or NAME=priority:COLUMN");
        }
        else if (name is not null && !names.Contains(name))
        {
            context.FlagError("--order", $"'{text}': the plan has no dimension '{name}'; it has {string.Join(", ", names)}");
        }
        else
        {
            foreach (var one in name is not null ? [name] : calendars is [_] ? calendars : names)
            {
                context.Orders[one] = order;
            }
        }
    }
}
