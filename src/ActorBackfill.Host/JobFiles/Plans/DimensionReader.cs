using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>Reads one dimension, <c>NAME { range|values|file|query|http, step, wave, order }</c>.</summary>
/// <param name="context">The flags, and where errors go.</param>
/// <param name="takesFlags">Whether the flags' dates are laid over a dimension of dates: there is only one.</param>
internal sealed class DimensionReader(JobFileContext context, bool takesFlags)
{
    private static readonly string[] OfDates = ["time-zone", "week-start", "anchor", "within"];
    private static readonly string[] OfEntities = ["column", "attributes", "allow-empty"];

    public DimensionDefinition? Read(string name, HoconObjectReader reader)
    {
        if (JobNames.DimensionProblem(name) is { } problem)
        {
            context.Errors.Add(reader.Position, reader.Path, $"name of a dimension: {problem}");
        }

        var isWave = reader.Boolean("wave", false);
        var isList = EntityReader.IsList(reader);
        var (order, priority) = new OrderReader(context).Read(name, reader, isList && !reader.Has("values"));
        if (isList)
        {
            EntityReader.CheckOneOrigin(reader);
            Refuse(reader, "is a key of dates", OfDates);
            if (reader.Has("values"))
            {
                Refuse(reader, "is a key of lists from file, query or http", OfEntities);
            }

            return reader.Has("values") ? List(name, reader, isWave, order) : new EntityReader(context).Read(name, reader, isWave, order, priority);
        }

        Refuse(reader, "is a key of lists from file, query or http", OfEntities);
        if (CalendarReader.IsCalendar(reader))
        {
            return new CalendarReader(context, takesFlags).Read(name, reader, isWave, order);
        }

        Refuse(reader, "is a key of dates", OfDates);
        if (reader.Has("range"))
        {
            return new NumberReader(context).Read(name, reader, isWave, order);
        }

        _ = reader.Has("step");
        reader.Error("range", "is missing: a dimension has range = [first, last], values = [...], or a list: file, query or http");
        return null;
    }

    private static void Refuse(HoconObjectReader reader, string why, string[] keys)
    {
        foreach (var key in keys.Where(reader.Has))
        {
            reader.Error(key, why);
        }
    }

    private ListDimensionDefinition? List(string name, HoconObjectReader reader, bool isWave, PlanOrder order)
    {
        var values = reader.DistinctTexts("values", context.Errors) ?? [];
        if (reader.Value("values")?.AsArray() is { Items.IsEmpty: true })
        {
            reader.Error("values", "is empty: at least one value is needed");
        }

        return values.IsEmpty ? null : new ListDimensionDefinition(name, isWave, order, values);
    }
}
