using ActorBackfill.Engine.Supervising;
using ActorBackfill.Simulation.Tests.Kernel;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>How a process is started, and what a person does to it.</summary>
/// <param name="RunsAgain">Whether settled units run again.</param>
/// <param name="Limit">How many units may be dealt, or null.</param>
/// <param name="Command">What is told to the supervisor, or null.</param>
/// <param name="CommandAfter">Steps before that.</param>
internal sealed record RunKind(bool RunsAgain, long? Limit, object? Command, int CommandAfter)
{
    /// <summary>A run that is to end by itself.</summary>
    public static RunKind ToTheEnd(Chance chance) => new(chance.Is(0.1), null, null, 0);

    /// <summary>A run that may be stopped before it dies.</summary>
    public static RunKind Of(Chance chance, int steps) => new(
        chance.Is(0.1),
        chance.Is(0.1) ? chance.Between(1, 20) : null,
        chance.Next(10) switch { 0 => StopRun.Instance, 1 => CancelRun.Instance, _ => null },
        chance.Between(1, steps));
}
