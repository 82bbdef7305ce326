using System.Globalization;
using ActorBackfill.Connectors.Postgres;
using Npgsql;

namespace ActorBackfill.Bench;

/// <summary>Units a second of no-op units into PostgreSQL, in turn with the bare loop into the same server; the ratio of medians.</summary>
internal static class PostgresBench
{
    private const int Workers = 4;
    private const string Variable = "BENCH_POSTGRES";

    /// <summary>Gets the sink of a measured process.</summary>
    public static string Sink => Environment.GetEnvironmentVariable(Variable)!;

    public static async Task<int> RunAsync(string sink, string[] args)
    {
        var units = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            bare.Add(await InNewSchemaAsync(sink, "bare-postgres", units));
            ours.Add(await InNewSchemaAsync(sink, "engine-postgres", units));
            Print($"round {round + 1}: bare {units / bare[^1]:0} units/s, engine {units / ours[^1]:0} units/s");
        }

        var (o, b) = (Median(ours), Median(bare));
        Print($"engine {units / o:0} units/s, bare loop {units / b:0} units/s, ratio {b / o:0.00}");
        return 0;
    }

    private static async Task<double> InNewSchemaAsync(string sink, string side, int units)
    {
        var directory = Directory.CreateTempSubdirectory("backfill-bench-");
        var settings = new NpgsqlConnectionStringBuilder(PostgresAddress.Parse(sink).Secret) { SearchPath = "bench_" + Guid.NewGuid().ToString("N"), Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"CREATE SCHEMA {settings.SearchPath}");
        try
        {
            settings.Remove("Pooling");
            Environment.SetEnvironmentVariable(Variable, settings.ConnectionString);
            return (await Sides.MeasureAsync(side, directory.FullName, units, Workers)).Seconds;
        }
        finally
        {
            await ExecuteAsync(connection, $"DROP SCHEMA {settings.SearchPath} CASCADE; CHECKPOINT");
            directory.Delete(recursive: true);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var one in sql.Split("; "))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(one));
            await batch.ExecuteNonQueryAsync();
            batch.BatchCommands.Clear();
        }
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
