using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Systems.BoxScores;

/// <summary>One game from one team's side.</summary>
/// <param name="Own">The team's line.</param>
/// <param name="Other">The opponent's line of the same game.</param>
internal sealed record GameSide(TeamLine Own, TeamLine Other);

/// <summary>Finds the two lines of each game and lays them side by side.</summary>
internal static class GameSides
{
    /// <summary>Reads a day's lines: two a game, each other's opponents.</summary>
    /// <param name="unit">A unit whose items are rows of team_games.</param>
    /// <param name="cancellation">Ends it between rows.</param>
    /// <returns>Two sides a game, in the order of the source.</returns>
    /// <exception cref="BackfillException">A line is of another date, alone, or its opponent's is another team's: half a game is no data.</exception>
    public static IReadOnlyList<GameSide> Of(UnitContext unit, CancellationToken cancellation)
    {
        var lines = new List<TeamLine>(unit.Items.Count);
        foreach (var item in unit.Items)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new BoxScoreRow(item, "team-game");
            lines.Add(TeamLine.Of(row));
            AskedDate.Check(unit.Unit, lines[^1].Date, row);
        }

        return Pair(lines);
    }

    /// <summary>Lays lines side by side.</summary>
    /// <param name="lines">Lines of any games; of a team's that come twice in a game, on pages that shifted, the last counts.</param>
    /// <returns>A side a line, in their order.</returns>
    /// <exception cref="BackfillException">A line is alone, or its opponent's is another team's.</exception>
    public static IReadOnlyList<GameSide> Pair(IReadOnlyList<TeamLine> lines)
    {
        List<TeamLine> once = [.. lines.GroupBy(l => (l.GameId, l.Matchup.Team)).Select(same => same.Last())];
        var games = once.ToLookup(l => l.GameId, StringComparer.Ordinal);
        return [.. once.Select(own => new GameSide(own, OtherOf(own, [.. games[own.GameId]])))];
    }

    private static TeamLine OtherOf(TeamLine own, TeamLine[] lines)
    {
        if (lines.Length != 2)
        {
            throw Invalid(own, lines.Length == 1 ? "has the line of one team only" : $"has {lines.Length} lines of teams");
        }

        var other = lines[0].Matchup.Team == own.Matchup.Team ? lines[1] : lines[0];
        var isMirrored = other.Matchup == new Matchup(own.Matchup.Opponent, own.Matchup.Team, !own.Matchup.IsHome) && other.Date == own.Date;
        return isMirrored ? other : throw Invalid(own, $"does not have {own.Matchup.Team} and {own.Matchup.Opponent} against each other on one day");
    }

    private static BackfillException Invalid(TeamLine line, string problem) => new(FailureCategory.InvalidData, $"game {line.GameId} {problem}");
}
