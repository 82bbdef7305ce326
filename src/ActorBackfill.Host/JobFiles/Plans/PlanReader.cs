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
        var dimensions = new DimensionReader(context, takesFlags: calendars is [_]);
        return [.. named.Select(d => dimensions.Read(d.Name, d.Reader)).OfType<DimensionDefinition>()];
    }

    /// <summary>Makes the plan once and throws it away, so that a job that has none is found before anything starts.</summary>
    public void DryRun(HoconObjectReader job, ImmutableArray<DimensionDefinition> dimensions)
    {
        try
        {
            _ = Plan.Create(dimensions, new ValueRegistry(), context.Request.Today);
        }
        catch (PlanException e)
        {
            job.Error("plan", e.Message);
        }
    }

    private void CheckFlags(List<string> calendars)
    {
        foreach (var (flag, isGiven) in ((string, bool)[])[("--start-date", context.Request.StartDate is not null), ("--end-date", context.Request.EndDate is not null)])
        {
            if (isGiven && calendars.Count != 1)
            {
                context.FlagError(flag, calendars.Count == 0
                    ? "the plan has no dimension of dates"
                    : $"the plan has {calendars.Count} dimensions of dates ({string.Join(", ", calendars)}); use --set plan.{calendars[0]}.range=[...]");
            }
        }
    }
}
