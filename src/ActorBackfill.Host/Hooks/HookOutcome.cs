namespace ActorBackfill.Host.Hooks;

/// <summary>What became of a hook.</summary>
/// <param name="Name">What people see of it.</param>
/// <param name="Problem">What went wrong, one sentence; null when it went well.</param>
/// <param name="Output">What a command wrote; empty for a webhook.</param>
internal sealed record HookOutcome(string Name, string? Problem, string Output)
{
    /// <summary>What went wrong with a hook that the end of its run did not wait for.</summary>
    public const string RunIsOver = "was ended, as the run itself had";
}
