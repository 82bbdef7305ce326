using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>halt { mode, max-failures, sink-schema-failures, lost-slots, give-up }</c> and <c>quarantine { runs, crashes }</c>.</summary>
internal static class HaltReader
{
    public static HaltDefinition Read(HoconObjectReader job)
    {
        var defaults = new HaltDefinition();
        if (job.OptionalObject("halt") is not { } reader)
        {
            return defaults;
        }

        return new HaltDefinition
        {
            Mode = reader.Choice("mode", defaults.Mode),
            MaxFailures = MaxFailures(reader),
            SinkSchemaFailures = reader.IntegerWithin("sink-schema-failures", defaults.SinkSchemaFailures, 1, 1_000),
            LostSlots = reader.IntegerWithin("lost-slots", defaults.LostSlots, 0, 1_000),
            GiveUp = reader.DurationWithin("give-up", defaults.GiveUp, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(30)),
        };
    }

    public static QuarantineDefinition ReadQuarantine(HoconObjectReader job)
    {
        var defaults = new QuarantineDefinition();
        return job.OptionalObject("quarantine") is not { } reader ? defaults : new QuarantineDefinition
        {
            Runs = reader.IntegerWithin("runs", defaults.Runs, 1, 100),
            Crashes = reader.IntegerWithin("crashes", defaults.Crashes, 2, 100),
        };
    }

    private static FailureLimit? MaxFailures(HoconObjectReader reader)
    {
        if (reader.OptionalText("max-failures") is not { } text)
        {
            return null;
        }

        var limit = FailureLimit.Parse(text);
        if (limit is null)
        {
            reader.Error("max-failures", $"'{text}': is neither a whole number nor a percentage, such as 10 or \"2.5%\"");
        }

        return limit;
    }
}
