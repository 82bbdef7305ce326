using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>Reads one dimension, <c>NAME { range|values, step, wave, order }</c>.</summary>
/// <param name="context">The flags, and where errors go.</param>
/// <param name="takesFlags">Whether the flags' dates are laid over a dimension of dates: there is only one.</param>
internal sealed class DimensionReader(JobFileContext context, bool takesFlags)
{
    public DimensionDefinition? Read(string name, HoconObjectReader reader)
    {
        if (JobNames.DimensionProblem(name) is { } problem)
        {
            context.Errors.Add(reader.Position, reader.Path, $"name of a dimension: {problem}");
        }

        var isWave = reader.Boolean("wave", false);
        var order = reader.Choice("order", PlanOrder.Oldest);
        if (reader.Has("values"))
        {
            return List(name, reader, isWave, order);
        }

        if (CalendarReader.IsCalendar(reader))
        {
            return new CalendarReader(context, takesFlags).Read(name, reader, isWave, order);
        }

        if (reader.Has("range"))
        {
            return new NumberReader(context).Read(name, reader, isWave, order);
        }

        _ = reader.Has("step");
        reader.Error("range", "is missing: a dimension has range = [first, last] or values = [...]");
        return null;
    }

    private ListDimensionDefinition? List(string name, HoconObjectReader reader, bool isWave, PlanOrder order)
    {
        foreach (var other in (string[])["range", "step"])
        {
            if (reader.Has(other))
            {
                reader.Error(other, "a dimension has a range or values, not both");
            }
        }

        var values = reader.DistinctTexts("values", context.Errors) ?? [];
        if (reader.Value("values")?.AsArray() is { Items.IsEmpty: true })
        {
            reader.Error("values", "is empty: at least one value is needed");
        }

        return values.IsEmpty ? null : new ListDimensionDefinition(name, isWave, order, values);
    }
}
