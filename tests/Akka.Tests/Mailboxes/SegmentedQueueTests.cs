using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Tests.Mailboxes;

public class SegmentedQueueTests
{
    [Fact]
    public void It_gives_back_what_was_put_in_over_many_segments()
    {
        var queue = new SegmentedQueue();
        Assert.False(queue.HasItems);
        for (var i = 0; i < 20_000; i++)
            queue.Enqueue(i, null);
        Assert.Equal(20_000, queue.Count);
        for (var i = 0; i < 20_000; i++)
        {
            Assert.True(queue.HasItems);
            Assert.True(queue.TryDequeue(out var envelope));
            Assert.Equal(i, envelope.Message);
        }

        Assert.False(queue.TryDequeue(out _));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public async Task Each_producers_items_come_out_in_its_order_and_none_is_lost()
    {
        const int PerProducer = 50_000;
        var queue = new SegmentedQueue();
        var producers = Enumerable.Range(0, 4).Select(p => Task.Run(() =>
        {
            for (var i = 0; i < PerProducer; i++)
                queue.Enqueue((p, i), ActorRefs.Nobody);
        })).ToArray();
        var next = new int[4];
        for (var taken = 0; taken < 4 * PerProducer;)
        {
            if (!queue.TryDequeue(out var envelope))
            {
                await Task.Yield();
                continue;
            }

            var (producer, number) = ((int, int))envelope.Message;
            Assert.Equal(next[producer]++, number);
            taken++;
        }

        await Task.WhenAll(producers);
        Assert.False(queue.HasItems);
    }
}
