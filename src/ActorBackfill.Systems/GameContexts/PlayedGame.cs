namespace ActorBackfill.Systems.GameContexts;

/// <summary>What a player did in an earlier game, as far as contexts look at it. Null where the source is blank.</summary>
/// <param name="GameId">The game.</param>
/// <param name="Date">Its day.</param>
/// <param name="Season">The season as the source writes it.</param>
/// <param name="Points">Points.</param>
/// <param name="Minutes">Minutes.</param>
/// <param name="Rebounds">Rebounds.</param>
/// <param name="Assists">Assists.</param>
internal sealed record PlayedGame(string GameId, DateOnly Date, string? Season, double? Points, double? Minutes, double? Rebounds, double? Assists);
