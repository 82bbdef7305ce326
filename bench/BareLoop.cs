using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Bench;

/// <summary>
/// The loop everybody writes, at its best: Parallel.ForEachAsync and one grouping writer; a data row and a done-row with a text key a unit, in
/// the same transaction of up to 1,000 units, FULL. No engine, journal, fence, hash, retry or progress.
/// </summary>
internal static class BareLoop
{
    public static async Task RunAsync(string file, int units, int workers)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, "PRAGMA synchronous=FULL");
        Execute(connection, "CREATE TABLE rows(id INTEGER PRIMARY KEY, value INTEGER, name TEXT)");
        Execute(connection, "CREATE TABLE done(unit TEXT PRIMARY KEY, rows INTEGER) WITHOUT ROWID");
        var channel = Channel.CreateBounded<(long Id, string Key)>(4_000);
        var writer = Task.Run(() => WriteAsync(connection, channel.Reader));
        await Parallel.ForEachAsync(
            Enumerable.Range(1, units),
            new ParallelOptions { MaxDegreeOfParallelism = workers },
            (i, cancellation) => channel.Writer.WriteAsync((i, string.Create(CultureInfo.InvariantCulture, $"n={i}")), cancellation));
        channel.Writer.Complete();
        await writer;
    }

    private static async Task WriteAsync(SqliteConnection connection, ChannelReader<(long Id, string Key)> reader)
    {
        using var row = Prepare(connection, "INSERT INTO rows VALUES($a, $b, $c)", 3);
        using var done = Prepare(connection, "INSERT INTO done VALUES($a, $b)", 2);
        while (await reader.WaitToReadAsync())
        {
            using var transaction = connection.BeginTransaction();
            (row.Transaction, done.Transaction) = (transaction, transaction);
            for (var i = 0; i < 1_000 && reader.TryRead(out var unit); i++)
            {
                (done.Parameters[0].Value, done.Parameters[1].Value) = (unit.Key, 1L);
                done.ExecuteNonQuery();
                (row.Parameters[0].Value, row.Parameters[1].Value, row.Parameters[2].Value) = (unit.Id, unit.Id * 7, unit.Key);
                row.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter("$" + (char)('a' + i), null));
        }

        command.Prepare();
        return command;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
