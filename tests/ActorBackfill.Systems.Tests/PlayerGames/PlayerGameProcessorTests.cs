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

    [Theory]
    [InlineData("seasn", "2020-21", "player-game-summary has no setting 'seasn'; it has recent-days and historical")]
    [InlineData("recent-days", "0", "recent-days = 0: must be 1 to 36,500")]
    [InlineData("historical", "yes", "historical = yes: expected refuse or allow")]
    public void A_wrong_setting_is_named(string name, string value, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Create((name, value))).Message);

    [Theory]
    [InlineData("2020-12-22", true)]
    [InlineData("2020-12-21", false)]
    public async Task A_guarded_processor_declines_older_dates_unless_it_is_told_to_take_them(string today, bool isHistorical)
    {
        var time = new FixedTime(DateTimeOffset.Parse(today + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture).AddDays(8));

        Assert.Equal(isHistorical ? "2020-12-22 is more than 7 days ago; historical = allow takes it" : null, await SkipReason(time, ("recent-days", "7")));
        Assert.Null(await SkipReason(time, ("recent-days", "7"), ("historical", "allow")));
        Assert.Null(await SkipReason(time));
    }

    private static async Task<string?> SkipReason(TimeProvider time, params (string Name, string Value)[] settings)
    {
        var rows = new UnitRows(Unit("2020-12-22"), [new RowMapper(Table)]);
        var context = new UnitContext(Unit("2020-12-22"), 1, [BoxScoreFiles.Row()], null!, time, rows);
        await Create(settings).ProcessAsync(context, CancellationToken.None);
        Assert.Equal(context.SkipReason is null ? 1 : 0, rows.Tables.Count);
        return context.SkipReason;
    }

    private static IProcessor Create(params (string Name, string Value)[] settings) =>
        SystemsRegistry.Register(new ProcessorRegistry()).Find("player-game-summary")!(settings.ToImmutableSortedDictionary(s => s.Name, s => s.Value));

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
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
