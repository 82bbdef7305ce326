using System.Collections.Frozen;

namespace ActorBackfill.Dashboard.Web;

/// <summary>
/// How states look: each has a colour, by its class in the stylesheet, and a shape of its own, so that none is told by colour alone.
/// Red is kept for what needs somebody now.
/// </summary>
public static class StateShapes
{
    // Drawn in a square of 16 by 16, filled by the even-odd rule.
    private static readonly FrozenDictionary<string, string> Shapes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // A disc with a tick cut out of it.
        ["done"] = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM6.8 11.4 3.6 8.2l1.3-1.3 1.9 1.9 4.3-4.3 1.3 1.3z",

        // A ring.
        ["empty"] = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z",

        // Two arrow heads, past it.
        ["skipped"] = "M2 3l6 5-6 5zM8 3l6 5-6 5z",

        // A cross.
        ["failed"] = "M3.8 1.7 8 5.9l4.2-4.2 2.1 2.1L10.1 8l4.2 4.2-2.1 2.1L8 10.1l-4.2 4.2-2.1-2.1L5.9 8 1.7 3.8z",

        // A box with a bar across.
        ["quarantined"] = "M2 2h12v12H2zM4 7v2h8V7z",

        // An arrow head to the right.
        ["running"] = "M3 1.5 14 8 3 14.5z",

        // Four corners of a box that nobody has taken yet.
        ["open"] = "M2 2h4v2H4v2H2zM10 2h4v4h-2V4h-2zM2 10h2v2h2v2H2zM12 10h2v4h-4v-2h2z",

        // An hourglass.
        ["waiting"] = "M3 1h10v2.5L9.5 8l3.5 4.5V15H3v-2.5L6.5 8 3 3.5z",

        // Two upright bars.
        ["paused"] = "M3 2h4v12H3zM9 2h4v12H9z",

        // A box.
        ["stopped"] = "M3 3h10v10H3z",

        // A triangle with a mark of exclamation.
        ["crashed"] = "M8 1l7.5 14H.5zM7.1 6h1.8v4.6H7.1zM7.1 11.8h1.8v1.7H7.1z",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gets the states that have a shape of their own.</summary>
    public static IReadOnlyCollection<string> All => Shapes.Keys;

    /// <summary>Gets the state that a word looks like: units are dealt under the word <c>queued</c> too, and runs have longer words.</summary>
    /// <param name="word">A state of a unit, a run or a job.</param>
    /// <returns>One of <see cref="All"/>.</returns>
    public static string KindOf(string word) => word switch
    {
        "queued" or "never-run" => "open",
        "starting" or "stopping" or "partly-done" => "waiting",
        "finished" or "settled" => "done",
        "finished-with-failures" => "failed",
        "repaired" or "cancelled" => "stopped",
        _ when Shapes.ContainsKey(word) => word,
        _ => "stopped",
    };

    /// <summary>Gets the outline of a state's shape, for the attribute <c>d</c> of a path in a box of 16 by 16, filled by the even-odd rule.</summary>
    /// <param name="word">A state of a unit, a run or a job.</param>
    public static string Outline(string word) => Shapes[KindOf(word)];
}
