namespace ActorBackfill.Systems.Players;

/// <summary>Means over some earlier games of a team; every game counts the same. Each is null without a game in which it is known.</summary>
/// <param name="rows">The games.</param>
internal sealed class TeamWindow(IReadOnlyList<QueryRow> rows)
{
    /// <summary>Gets how many games there are.</summary>
    public int Count => rows.Count;

    /// <summary>Gets the mean of a column.</summary>
    /// <param name="column">Its name.</param>
    public double? Mean(string column) => rows.Average(r => r.Number(column));
}
