using ActorBackfill.Connectors.Http;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Systems;

namespace ActorBackfill.Host.Tests.JobFiles;

/// <summary>The project's jobs and the project's replays agree on addresses, paths and names.</summary>
public sealed class ProjectJobsOverHttpTests
{
    [Fact]
    public async Task A_state_and_month_of_greyhounds_becomes_meetings_races_and_runs()
    {
        var rows = await RunUnit("greyhound-results", "month=2025-10/state=VIC", []);

        Assert.Equal(["meetings", "races", "runs"], rows.Select(r => r.Table.Name));
        Assert.InRange(rows[0].Rows.Count, 2, 3);
        Assert.InRange(rows[1].Rows.Count, 16, 30);
        Assert.InRange(rows[2].Rows.Count, 64, 240);
        Assert.All(rows[0].Rows, meeting => Assert.StartsWith("2025-10-", $"{Value(rows[0], meeting, "date")}", StringComparison.Ordinal));
        Assert.All(rows[0].Rows, meeting => Assert.Equal("VIC", Value(rows[0], meeting, "state")));
        Assert.All(rows[1].Rows, race => Assert.Contains(rows[0].Rows, m => Equals(m[0], Value(rows[1], race, "meeting_id"))));
        Assert.All(rows[2].Rows, run => Assert.Contains(rows[1].Rows, r => Equals(r[0], Value(rows[2], run, "race_id"))));
        Assert.All(rows, table => Assert.All(table.Table.Columns, column => Assert.Contains(table.Rows, row => Value(table, row, column.Name) is not null)));
    }

    [SkippableFact]
    public async Task A_day_of_real_games_becomes_one_row_a_player()
    {
        var data = Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA");
        Skip.If(string.IsNullOrEmpty(data), "ACTORBACKFILL_DATA names no folder");
        var folder = new[] { Path.Combine(data, "nba_boxscores"), data }.FirstOrDefault(f => File.Exists(Path.Combine(f, "player_gamelogs_2021-22.csv.gz")));
        Skip.If(folder is null, "there are no box scores");

        var table = Assert.Single(await RunUnit("player-game-summary", "date=2021-11-15", [$"data={folder}"]));

        Assert.Equal(241, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Equal("2021-11-15", Value(table, row, "game_date")));
        Assert.Contains(table.Rows, row => Value(table, row, "ts_pct") is double);
        Assert.Contains(table.Rows, row => Value(table, row, "ts_pct") is null);
        Assert.All(table.Table.Columns, column => Assert.Contains(table.Rows, row => Value(table, row, column.Name) is not null));
    }

    private static object? Value(TableRows rows, object?[] row, string column) =>
        row[rows.Table.Columns.Select((c, i) => (c.Name, i)).First(c => c.Name == column).i];

    private static async Task<IReadOnlyList<TableRows>> RunUnit(string name, string key, string[] data)
    {
        var job = JobFile.Load(JobText.Request(name)).Job;
        var replay = Path.Combine(JobFolders.Default()[0], "..", "replay", name.StartsWith("greyhound", StringComparison.Ordinal) ? "greyhound.conf" : "nba.conf");
        await using var server = await ReplayServer.StartAsync(ReplayDefinition.Load(replay, data), new ReplayOptions());
        job = job with { Source = (HttpSourceDefinition)job.Source with { Base = server.BaseAddress.ToString() } };
        await using var source = new HttpSource((HttpSourceDefinition)job.Source, [.. job.Dimensions.Select(d => d.Name)], TimeProvider.System);
        var plan = Plan.Create(job.Dimensions, new ValueRegistry(), JobText.Today);
        var unit = plan.UnitAt(plan.IndexOf(key));
        var fetched = await source.FetchAsync(unit, new OpenGate(), CancellationToken.None);
        var rows = new UnitRows(unit, [.. job.Sink.Tables.Select(t => new RowMapper(t))]);
        if (job.Processor is null)
        {
            fetched.Items.ToList().ForEach(rows.AddToAll);
            return rows.Tables;
        }

        var processor = SystemsRegistry.Register(new ProcessorRegistry()).Find(job.Processor)!(job.ProcessorSettings);
        await processor.ProcessAsync(new UnitContext(unit, 1, fetched.Items, null!, TimeProvider.System, rows), CancellationToken.None);
        return rows.Tables;
    }

    private sealed class OpenGate : IRequestGate, IDisposable
    {
        public ValueTask<IDisposable> EnterAsync(CancellationToken cancellation) => ValueTask.FromResult<IDisposable>(this);

        public void CloseFor(TimeSpan delay, string reason)
        {
        }

        public void Dispose()
        {
        }
    }
}
