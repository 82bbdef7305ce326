using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>How a plan is made from a job's dimensions.</summary>
public sealed partial class Plan
{
    /// <summary>Gets what ordinals mean: names and shapes of the dimensions, <c>month:month state:list</c>. In another order it is the same.</summary>
    public string Shape => string.Join(' ', _declared.OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => $"{d.Name}:{d.Shape.Replace(' ', '_')}"));

    /// <summary>Makes the plan of a job.</summary>
    /// <param name="dimensions">The job's dimensions, at least one.</param>
    /// <param name="registry">Numbers of list values; values it lacks are appended to it, as the journal will be told.</param>
    /// <param name="today">The current date; periods that reach it are open.</param>
    /// <exception cref="PlanException">The dimensions do not make a plan.</exception>
    public static Plan Create(ImmutableArray<DimensionDefinition> dimensions, ValueRegistry registry, DateOnly today) =>
        Create(dimensions, registry, new DateTimeOffset(today, new TimeOnly(12, 0), TimeSpan.Zero));

    /// <summary>Makes the plan of a job.</summary>
    /// <param name="dimensions">The job's dimensions, at least one.</param>
    /// <param name="registry">Numbers of list values; values it lacks are appended to it, as the journal will be told.</param>
    /// <param name="now">The current time; periods that reach it, or the zone's today, are open.</param>
    /// <exception cref="PlanException">The dimensions do not make a plan.</exception>
    public static Plan Create(ImmutableArray<DimensionDefinition> dimensions, ValueRegistry registry, DateTimeOffset now)
    {
        if (dimensions.IsEmpty || dimensions.DistinctBy(d => d.Name).Count() < dimensions.Length)
        {
            throw new PlanException("a plan has at least one dimension, and no two of the same name");
        }

        foreach (var (dimension, values) in registry.Missing(dimensions))
        {
            registry.Add(dimension, values);
        }

        return new Plan([.. dimensions.Select(d => Make(d, registry, now))], null, null);
    }

    private static Dimension Make(DimensionDefinition definition, ValueRegistry registry, DateTimeOffset now) => definition switch
    {
        CalendarDimensionDefinition { Step.Unit: CalendarUnit.Hour } hours => new HourDimension(hours, now),
        CalendarDimensionDefinition calendar => new CalendarDimension(calendar, now),
        NumberDimensionDefinition number => new NumberDimension(number),
        ListDimensionDefinition list => new ListDimension(list, registry),
        EntityListDefinition => throw new PlanException($"the entities of dimension '{definition.Name}' have not been read yet; 'backfill plan' and 'backfill run' read them"),
        _ => throw new PlanException($"dimension '{definition.Name}' is of an unknown kind"),
    };

    private static long Product(ImmutableArray<Dimension> dimensions)
    {
        var product = 1L;
        foreach (var dimension in dimensions)
        {
            if (dimension.Count > MaxUnits / product)
            {
                throw new PlanException(string.Create(CultureInfo.InvariantCulture, $"the plan has more than {MaxUnits} units"));
            }

            product *= dimension.Count;
        }

        return product;
    }

    private static string Hash(ImmutableArray<Dimension> dimensions)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var dimension in dimensions)
        {
            Add($"{dimension.Name}\0{dimension.Shape}\0{dimension.IsWave}\0{dimension.Count}\0{dimension.ValueAt(0)}");
            for (var i = 0L; dimension is ListDimension && i < dimension.Count; i++)
            {
                Add(dimension.ValueAt(i));
            }

            Add(dimension.ValueAt(dimension.Count - 1));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];

        void Add(string text)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData("\0"u8);
        }
    }
}
