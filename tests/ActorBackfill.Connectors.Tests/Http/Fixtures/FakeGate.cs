using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Http.Fixtures;

/// <summary>Lets everyone in and remembers what was asked of it.</summary>
internal sealed class FakeGate : IRequestGate
{
    private int _entered;
    private int _inside;

    public int Entered => _entered;

    public int Inside => _inside;

    public List<(TimeSpan Delay, string Reason)> Closings { get; } = [];

    public ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _entered);
        Interlocked.Increment(ref _inside);
        return new(new Turn(this));
    }

    public void CloseFor(TimeSpan delay, string reason) => Closings.Add((delay, reason));

    private sealed class Turn(FakeGate gate) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref gate._inside);
    }
}
