namespace ActorBackfill.Dashboard.Pages.Calendar;

/// <summary>The signs of states in cells: one character where a drawing would be too much for four thousand of them.</summary>
internal static class StateSigns
{
    /// <summary>Gets all states with class and sign, those first that need attention most.</summary>
    public static IReadOnlyList<(string State, string Class, string Sign)> All { get; } =
    [
        ("failed", "f", "✕"), ("quarantined", "q", "⊟"), ("running", "r", "▶"), ("open", "o", "·"), ("skipped", "s", "»"), ("empty", "e", "○"), ("done", "d", "✓"),
    ];

    /// <summary>Gets class and sign of a state.</summary>
    /// <param name="state">The state.</param>
    public static (string State, string Class, string Sign) Of(string state) => All.First(s => s.State == state);
}
