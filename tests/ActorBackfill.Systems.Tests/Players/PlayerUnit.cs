using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Readiness;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Systems.Tests.Players;

/// <summary>One player's night for tests: the answers of the queries, to be changed, and a processor of the project on them.</summary>
internal sealed class PlayerUnit
{
    public Dictionary<string, List<Dictionary<string, object?>>> Queries { get; } = new()
    {
        ["player"] = [Row(("player_lookup", "kevindurant"))],
        ["context"] =
        [
            Row(
                ("game_id", "0022100200"), ("game_date", "2021-11-15"), ("player_id", "p1"), ("team_abbreviation", "BKN"), ("opponent", "GSW"), ("is_home", 1),
                ("games_before", 12), ("days_since_prev_game", 2), ("team_game_number", 13), ("opp_days_since_prev_game", 1), ("team_back_to_back", 0),
                ("team_games_prev_7_days", 3)),
        ],
        ["games"] = [.. Enumerable.Range(1, 12).Select(i => Game(i, points: i <= 5 ? 30 : 20))],
        ["team"] = [Team(98), Team(100)],
        ["opponent"] = [Opponent(104), Opponent(108)],
        ["league"] = [Row(("first_day", "2021-10-19"), ("pace", 99.0), ("def_rating", 109.0))],
        ["factors"] =
        [
            Row(
                ("workload_ratio", 1.25), ("usage_rate_last10", 0.3), ("ts_pct_last10", 0.6), ("efg_pct_last10", 0.55), ("expected_pace", 100.0), ("form_factor", 1.1),
                ("usage_factor", 1.0), ("pace_factor", 1.01), ("matchup_factor", 0.98), ("composite_factor", 1.09)),
        ],
    };

    public Dictionary<string, object?> Context => Queries["context"][0];

    public Upstream Upstream { get; set; } = new([new UpstreamJob("pgs", "", new Completeness(1, 1))]);

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>A game so many days before, 36 minutes of 48, 20 shots of the team's 90.</summary>
    public static Dictionary<string, object?> Game(int daysBefore, int points) => Row(
        ("game_date", new DateOnly(2021, 11, 15).AddDays(-2 * daysBefore).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("minutes", 36.0), ("pts", points),
        ("fgm", 8), ("fga", 20), ("fg3m", 2), ("fta", 5), ("tov", 3), ("game_minutes", 48.0), ("team_fga", 90), ("team_fta", 20), ("team_tov", 13));

    /// <summary>Runs a processor and gives the row it emitted, or null.</summary>
    public async Task<Dictionary<string, object?>?> RunAsync(string processor, string table, params string[] columns)
    {
        var definition = new TableDefinition(table, [.. columns.Select(c => new ColumnDefinition(c, c, ColumnType.Text))], [columns[0]]);
        var unit = new PlanUnit(0, 0, "date=2021-11-15/player=p1", [new("date", "2021-11-15"), new("player", "p1")]);
        var rows = new UnitRows(unit, [new RowMapper(definition)], Upstream);
        var instance = SystemsRegistry.Register(new ProcessorRegistry()).Find(processor)!(ImmutableSortedDictionary<string, string>.Empty);
        Item[] items = Queries.Count == 0 ? [] : [new Item(JsonSerializer.SerializeToElement(Queries))];
        var context = new UnitContext(unit, 1, items, new NoReader(), TimeProvider.System, rows);
        try
        {
            await instance.ProcessAsync(context, CancellationToken.None);
        }
        finally
        {
            Warnings = context.Warnings;
        }

        return rows.Tables.SingleOrDefault()?.Rows is [var row] ? columns.Zip(row).ToDictionary(p => p.First, p => p.Second) : null;
    }

    private static Dictionary<string, object?> Team(double pace) => Row(
        ("pace", pace), ("efg_pct", 0.5), ("tov_pct", 0.12), ("oreb_pct", 0.25), ("ft_rate", 0.2));

    private static Dictionary<string, object?> Opponent(double rating) => Row(
        ("def_rating", rating), ("pace", 101.0), ("allowed_efg_pct", rating / 200), ("allowed_tov_pct", 0.13), ("allowed_oreb_pct", 0.24), ("allowed_ft_rate", null));

    private static Dictionary<string, object?> Row(params (string Column, object? Value)[] values) => values.ToDictionary(v => v.Column, v => v.Value);

    private sealed class NoReader : ISinkReader
    {
        public void Dispose()
        {
        }

        public IReadOnlyList<IReadOnlyDictionary<string, object?>> Query(string sql, params (string Name, object? Value)[] parameters) => [];
    }
}
