using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads <c>caps { body, depth, pages, ratio }</c>.</summary>
internal static class CapsReader
{
    public static CapsDefinition Read(HoconObjectReader? reader)
    {
        var defaults = new CapsDefinition();
        return reader is null ? defaults : new CapsDefinition(
            reader.SizeWithin("body", defaults.BodyBytes, 1L << 10, 1L << 30),
            reader.IntegerWithin("depth", defaults.Depth, 1, 1_000),
            reader.IntegerWithin("pages", defaults.Pages, 1, 1_000_000),
            reader.IntegerWithin("ratio", defaults.Ratio, 1, 100_000));
    }
}
