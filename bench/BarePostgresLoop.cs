using System.Globalization;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace ActorBackfill.Bench;

/// <summary>
/// The loop everybody writes, at its best, into PostgreSQL: Parallel.ForEachAsync and one grouping writer that sends arrays; a data row and a
/// done-row with a text key a unit, in the same transaction of up to 1,000 units. No engine, journal, fence, hash, retry or progress.
/// </summary>
internal static class BarePostgresLoop
{
    private const int Group = 1_000;

    public static async Task RunAsync(string sink, int units, int workers)
    {
        await using var connection = new NpgsqlConnection(sink);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "CREATE TABLE rows(id bigint PRIMARY KEY, value bigint, name text)");
        await ExecuteAsync(connection, "CREATE TABLE done(unit text COLLATE \"C\" PRIMARY KEY, rows bigint)");
        var channel = Channel.CreateBounded<(long Id, string Key)>(4 * Group);
        var writer = Task.Run(() => WriteAsync(connection, channel.Reader));
        await Parallel.ForEachAsync(
            Enumerable.Range(1, units),
            new ParallelOptions { MaxDegreeOfParallelism = workers },
            (i, cancellation) => channel.Writer.WriteAsync((i, string.Create(CultureInfo.InvariantCulture, $"n={i}")), cancellation));
        channel.Writer.Complete();
        await writer;
    }

    private static async Task WriteAsync(NpgsqlConnection connection, ChannelReader<(long Id, string Key)> reader)
    {
        await using var rows = new NpgsqlCommand("INSERT INTO rows SELECT * FROM unnest($1, $2, $3)", connection);
        await using var done = new NpgsqlCommand("INSERT INTO done SELECT u, 1 FROM unnest($1) AS s(u)", connection);
        while (await reader.WaitToReadAsync())
        {
            var group = new List<(long Id, string Key)>(Group);
            while (group.Count < Group && reader.TryRead(out var unit))
            {
                group.Add(unit);
            }

            await using var transaction = await connection.BeginTransactionAsync();
            var keys = group.Select(u => u.Key).ToArray();
            Set(done, (keys, NpgsqlDbType.Text));
            Set(rows, (group.Select(u => u.Id).ToArray(), NpgsqlDbType.Bigint), (group.Select(u => u.Id * 7).ToArray(), NpgsqlDbType.Bigint), (keys, NpgsqlDbType.Text));
            await done.ExecuteNonQueryAsync();
            await rows.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
    }

    private static void Set(NpgsqlCommand command, params ReadOnlySpan<(Array Values, NpgsqlDbType Type)> arrays)
    {
        command.Parameters.Clear();
        foreach (var (values, type) in arrays)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Constants of this file.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
