using System.Collections.Immutable;
using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sinks;

/// <summary>Reads where a PostgreSQL sink is: <c>dsn</c>, <c>password</c>, <c>pool { min, max }</c>. What is written there is never quoted in an error.</summary>
internal sealed class ServerReader(JobFileContext context)
{
    /// <summary>Reads it.</summary>
    /// <param name="reader">The sink.</param>
    /// <param name="isMeant">Whether the sink is a server; else nothing has to be there.</param>
    public Func<ImmutableArray<TableDefinition>, SinkDefinition> Read(HoconObjectReader reader, bool isMeant)
    {
        var dsn = Dsn(reader, reader.OptionalText("password"), isMeant);
        var pool = reader.OptionalObject("pool");
        var defaults = new PostgresSinkDefinition("", []);
        var most = pool?.IntegerWithin("max", defaults.MaxPool, 1, PostgresSinkDefinition.MostConnections) ?? defaults.MaxPool;
        var least = pool?.IntegerWithin("min", defaults.MinPool, 0, PostgresSinkDefinition.MostConnections) ?? defaults.MinPool;
        if (least > most)
        {
            pool!.Error("min", $"{least}: is more than max, {most}");
        }

        return tables => new PostgresSinkDefinition(dsn, tables) { MinPool = least, MaxPool = most };
    }

    private string Dsn(HoconObjectReader reader, string? password, bool isMeant)
    {
        var written = reader.OptionalText("dsn");
        var dsn = isMeant && context.Request.SinkPath is { } flag ? flag : written;
        if (dsn is null)
        {
            if (isMeant && !reader.Has("dsn"))
            {
                reader.Error("dsn", "is missing: give dsn = \"postgres://user@host:port/database\", or --sink");
            }

            return "";
        }

        try
        {
            var address = PostgresAddress.Parse(dsn);
            return (string.IsNullOrEmpty(password) ? address : address.WithPassword(password)).Secret;
        }
        catch (FormatException e)
        {
            // A wrong flag was reported with the flags.
            if (dsn == written)
            {
                reader.Error("dsn", e.Message);
            }

            return "";
        }
    }
}
