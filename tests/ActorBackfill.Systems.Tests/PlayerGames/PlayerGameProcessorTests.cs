using System.Collections.Immutable;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Systems.Tests.BoxScores;

namespace ActorBackfill.Systems.Tests.PlayerGames;

public sealed class PlayerGameProcessorTests
{
    private static readonly TableDefinition Table = new(
        "player_game_summary",
        [new("game_id", "game_id"), new("player_id", "player_id"), new("game_date", "game_date", ColumnType.Date), new("ts_pct", "ts_pct", ColumnType.Real)],
        ["game_id", "player_id"]);

    [Fact]
    public async Task Every_item_becomes_one_row()
    {
        var rows = await Process("2020-12-22", BoxScoreFiles.Row(), BoxScoreFiles.Row(("PLAYER_ID", "201145"), ("FGA", "0"), ("FTA", "0"), ("PTS", "0")));

        Assert.Equal(2, rows.Count);
        Assert.Equal(["0022000001", "201142", "2020-12-22", 22 / (2 * (16 + (0.44 * 7)))], rows[0]);
        Assert.Equal(["0022000001", "201145", "2020-12-22", null], rows[1]);
    }

    [Fact]
    public async Task A_date_without_games_has_no_rows() => Assert.Empty(await Process("2020-12-24"));

    [Fact]
    public async Task A_row_of_another_date_fails_the_unit()
    {
        var error = await Assert.ThrowsAsync<BackfillException>(() => Process("2020-12-23", BoxScoreFiles.Row()));

        Assert.Equal(FailureCategory.InvalidData, error.Category);
        Assert.EndsWith("GAME_DATE is '2020-12-22' and 2020-12-23 was asked for", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_attempt_ends_between_rows() => await Assert.ThrowsAsync<OperationCanceledException>(
        () => Process(Unit("2020-12-22"), new CancellationToken(canceled: true), BoxScoreFiles.Row()));

    [Fact]
    public void The_processor_takes_no_settings()
    {
        var create = SystemsRegistry.Register(new ProcessorRegistry()).Find("player-game-summary")!;

        var error = Assert.Throws<ArgumentException>(() => create(ImmutableSortedDictionary<string, string>.Empty.Add("seasn", "2020-21")));
        Assert.Equal("player-game-summary has no setting 'seasn'", error.Message);
    }

    private static PlanUnit Unit(string date) => new(0, 0, $"date={date}", [new("date", date)]);

    private static Task<IReadOnlyList<object?[]>> Process(string date, params Item[] items) => Process(Unit(date), default, items);

    private static async Task<IReadOnlyList<object?[]>> Process(PlanUnit unit, CancellationToken cancellation, params Item[] items)
    {
        var rows = new UnitRows(unit, [new RowMapper(Table)]);
        var processor = SystemsRegistry.Register(new ProcessorRegistry()).Find("player-game-summary")!(ImmutableSortedDictionary<string, string>.Empty);
        await processor.ProcessAsync(new UnitContext(unit, 1, items, new NoReader(), TimeProvider.System, rows), cancellation);
        return rows.Tables.SingleOrDefault()?.Rows ?? [];
    }

    private sealed class NoReader : ISinkReader
    {
        public void Dispose()
        {
        }

        public IReadOnlyList<IReadOnlyDictionary<string, object?>> Query(string sql, params (string Name, object? Value)[] parameters) => [];
    }
}
