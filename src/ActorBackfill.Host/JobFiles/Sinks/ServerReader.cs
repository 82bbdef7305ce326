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
        var dsn = Dsn(reader, isMeant);
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

    /// <summary>Gets the address under a key with the password under <c>password</c>; blank, and an error, when it is none.</summary>
    /// <param name="reader">Where they stand.</param>
    /// <param name="key">The key of the address.</param>
    /// <param name="flag">The address of the command line, which was checked there; null for none.</param>
    public static string Address(HoconObjectReader reader, string key = "dsn", string? flag = null)
    {
        var (written, password) = (reader.OptionalText(key), reader.OptionalText("password"));
        try
        {
            var address = PostgresAddress.Parse(flag ?? written ?? "");
            return (string.IsNullOrEmpty(password) ? address : address.WithPassword(password)).Secret;
        }
        catch (FormatException e)
        {
            if (flag is null)
            {
                reader.Error(key, e.Message);
            }

            return "";
        }
    }

    private string Dsn(HoconObjectReader reader, bool isMeant)
    {
        var flag = isMeant ? context.Request.SinkPath : null;
        if (isMeant && flag is null && PostgresAddress.IsOne(reader.OptionalText("path") ?? ""))
        {
            if (reader.OptionalText("dsn") is not null)
            {
                reader.Error("path", "is an address, and dsn is one too: give one of them, or --sink");
            }

            return Address(reader, "path");
        }

        // Read in every case: they are keys of a sink, used or not.
        if (reader.OptionalText("password") is var _ && reader.OptionalText("dsn") is null && flag is null)
        {
            if (isMeant && !reader.Has("dsn"))
            {
                reader.Error("dsn", "is missing: give dsn = \"postgres://user@host:port/database\", or --sink");
            }

            return "";
        }

        return Address(reader, flag: flag);
    }
}
