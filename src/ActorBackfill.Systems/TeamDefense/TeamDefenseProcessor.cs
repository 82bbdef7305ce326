using ActorBackfill.Engine.Ports;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.TeamDefense;

/// <summary>
/// <c>processor = team-defense</c>: one row of <c>team_defense_game_summary</c> for every row of team_games that the source gives for a date.
/// Takes no settings, keeps nothing.
/// </summary>
internal sealed class TeamDefenseProcessor : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "team-defense";

    /// <summary>The table it fills.</summary>
    public const string Table = "team_defense_game_summary";

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        foreach (var game in GameSides.Of(unit, cancellation))
        {
            unit.Emit(Table, TeamDefenseSummary.Of(game));
        }

        return ValueTask.CompletedTask;
    }
}
