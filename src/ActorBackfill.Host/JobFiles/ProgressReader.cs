using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>progress { every, noun, per }</c>.</summary>
internal static class ProgressReader
{
    private const int Most = 1_000_000;

    public static ProgressDefinition Read(HoconObjectReader job)
    {
        if (job.OptionalObject("progress") is not { } reader)
        {
            return new ProgressDefinition();
        }

        var every = reader.OptionalInteger("every");
        if (every is < 1 or > Most)
        {
            reader.Error("every", $"{every}: must be 1 to {Most:#,0}");
        }

        var noun = reader.Text("noun", "unit");
        if (noun.Length is 0 or > 20 || !noun.All(char.IsAsciiLetter))
        {
            reader.Error("noun", $"'{noun}': 1 to 20 letters, in the singular: day");
        }

        return new ProgressDefinition(every, noun, reader.Choice("per", ProgressRate.Hour));
    }
}
