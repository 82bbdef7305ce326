using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Players;

/// <summary>The tables that the jobs of players read, made up: twenty players of two teams who have met every second day.</summary>
internal sealed class PlayerTables : IDisposable
{
    public PlayerTables() => Execute("""
        CREATE TABLE player_game_summary(player_id TEXT, game_id TEXT, game_date TEXT, player_name TEXT, team_abbreviation TEXT, opponent TEXT, minutes REAL,
          pts INTEGER, fgm INTEGER, fga INTEGER, fg3m INTEGER, fta INTEGER, tov INTEGER, season TEXT, PRIMARY KEY(player_id, game_id));
        CREATE TABLE team_game_summary(game_id TEXT, game_date TEXT, team_abbreviation TEXT, opponent TEXT, game_minutes REAL, fga INTEGER, fta INTEGER, tov INTEGER,
          pace REAL, off_rating REAL, efg_pct REAL, tov_pct REAL, oreb_pct REAL, ft_rate REAL, PRIMARY KEY(game_id, team_abbreviation));
        CREATE TABLE team_defense_game_summary(game_id TEXT, game_date TEXT, team_abbreviation TEXT, def_rating REAL, PRIMARY KEY(game_id, team_abbreviation));
        CREATE TABLE upcoming_team_game_context(game_id TEXT, game_date TEXT, team_abbreviation TEXT, team_game_number INTEGER, is_back_to_back INTEGER,
          games_prev_7_days INTEGER, opp_days_since_prev_game INTEGER, PRIMARY KEY(game_id, team_abbreviation));
        CREATE TABLE upcoming_player_game_context(player_id TEXT, game_id TEXT, game_date TEXT, team_abbreviation TEXT, opponent TEXT, is_home INTEGER,
          games_before INTEGER, days_since_prev_game INTEGER, season TEXT, PRIMARY KEY(player_id, game_id));
        WITH RECURSIVE game(n, day) AS (SELECT 1, '2021-10-19' UNION ALL SELECT n + 1, date(day, '+2 days') FROM game WHERE n < 15),
          team(t, o) AS (VALUES('AAA', 'BBB'), ('BBB', 'AAA'))
        INSERT INTO team_game_summary SELECT 'g' || n, day, t, o, 48, 90 - n, 20, 13, 98 + n % 3, 108 + n % 5, 0.5, 0.12, 0.25, 0.2 FROM game, team;
        INSERT INTO team_defense_game_summary SELECT game_id, game_date, opponent, off_rating FROM team_game_summary;
        INSERT INTO upcoming_team_game_context SELECT game_id, game_date, team_abbreviation, CAST(substr(game_id, 2) AS INTEGER), 0, 3, 2 FROM team_game_summary;
        WITH RECURSIVE player(p) AS (SELECT 1 UNION ALL SELECT p + 1 FROM player WHERE p < 20)
        INSERT INTO player_game_summary SELECT 'p' || p, game_id, game_date, 'D''Player ' || p, team_abbreviation, opponent, 20 + p % 15, 10 + p % 7, 4, 8 + p % 5, 1, 3, 2, '2021-22'
          FROM player, team_game_summary WHERE (p % 2 = 0) = (team_abbreviation = 'AAA');
        INSERT INTO upcoming_player_game_context SELECT player_id, game_id, game_date, team_abbreviation, opponent, 1, CAST(substr(game_id, 2) AS INTEGER) - 1, 2, season
          FROM player_game_summary;
        """);

    public WorkDirectory Directory { get; } = new();

    public void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public string Ask(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return $"{command.ExecuteScalar()}";
    }

    /// <summary>Runs a command with the made up date, in this folder.</summary>
    public async Task<(int Exit, RecordingTerminal Terminal)> RunAsync(string[] args, params (string Name, string Value)[] variables)
    {
        var terminal = new RecordingTerminal(directory: Directory.Path, variables: variables);
        return (await terminal.RunAsync([.. args, "--start-date", "2021-11-12", "--end-date", "2021-11-12"]), terminal);
    }

    public void Dispose() => Directory.Dispose();

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Directory.File("nba.db")};Pooling=false");
        connection.Open();
        return connection;
    }
}
