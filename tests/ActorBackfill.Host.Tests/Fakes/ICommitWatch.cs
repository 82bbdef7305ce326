namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>Hears of commits in a sink as they happen, whoever makes them.</summary>
internal interface ICommitWatch : IAsyncDisposable
{
    /// <summary>Waits for the next commit, or for several at once; for a minute at most.</summary>
    Task CommitAsync();
}
