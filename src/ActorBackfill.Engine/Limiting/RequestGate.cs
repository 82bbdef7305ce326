using ActorBackfill.Engine.Ports;
using Akka.Actor;

namespace ActorBackfill.Engine.Limiting;

/// <summary>What sources see of the <see cref="LimitActor"/>.</summary>
internal sealed class RequestGate(IActorRef limit) : IRequestGate
{
    /// <inheritdoc/>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.UnsafeRegister(static (t, token) => ((TaskCompletionSource<IDisposable>)t!).TrySetCanceled(token), turn);
        limit.Tell(new AwaitTurn(turn));
        return await turn.Task;
    }

    /// <inheritdoc/>
    public void CloseFor(TimeSpan delay, string reason) => limit.Tell(new CloseSource(delay, reason));
}
