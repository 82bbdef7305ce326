using System.Diagnostics;
using Akka.Actor;

namespace Akka.Dispatch;

/// <content>A mailbox's turn on a thread.</content>
public partial class Mailbox
{
    /// <summary>Handles system messages, then at most a throughput's worth of user messages.</summary>
    public void Run()
    {
        var outer = ActorCell.Current;
        ActorCell.Current = Actor;
        IsYielding = false;
        try
        {
            if (!IsClosed)
            {
                ProcessAllSystemMessages();
                ProcessMailbox();
            }
        }
        finally
        {
            ActorCell.Current = outer;
            SetAsIdle();
            Dispatcher.RegisterForExecution(this, hasMessageHint: false, hasSystemMessageHint: false);
        }
    }

    /// <inheritdoc/>
    public void Execute() => Run();

    private void ProcessMailbox()
    {
        var actor = Actor!;
        var queue = MessageQueue;
        var left = Math.Max(Dispatcher.Throughput, 1);
        var limit = Dispatcher.ThroughputDeadlineTime is { } ticks and > 0 ? Stopwatch.GetTimestamp() + ticks : long.MaxValue;
        while (ShouldProcessMessage && queue.TryDequeue(out var envelope))
        {
            actor.Invoke(envelope);
            if (HasSystemMessages)
                ProcessAllSystemMessages();
            if (--left <= 0 || (limit != long.MaxValue && Stopwatch.GetTimestamp() >= limit))
            {
                IsYielding = true;
                return;
            }
        }
    }
}
