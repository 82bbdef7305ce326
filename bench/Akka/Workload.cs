namespace ActorBackfill.Bench;

/// <summary>One line of the table: the same work by actors and, beside it, by the least that could do it.</summary>
/// <param name="Name">The work.</param>
/// <param name="Argument">By which it is picked on the command line.</param>
/// <param name="Count">Things done in one measurement at scale 1.</param>
/// <param name="Kernel">Does that many with actors and tells how long it took, set-up left out.</param>
/// <param name="Floor">The same without.</param>
/// <param name="Shown">As things a second, or as the time of all.</param>
internal sealed record Workload(
    string Name, string Argument, int Count, Func<int, Task<TimeSpan>> Kernel, Func<int, Task<TimeSpan>> Floor, Shown Shown = Shown.Rate);

/// <summary>How a figure is shown.</summary>
internal enum Shown
{
    /// <summary>Things a second: more is better.</summary>
    Rate,

    /// <summary>Time: less is better.</summary>
    Time,
}
