namespace Akka.Persistence.Journal;

/// <summary>Delivers the answers to writes in the order in which the writes came, whichever ended first.</summary>
internal sealed class WriteOrder
{
    private readonly Queue<Ticket> _waiting = new();
    private bool _delivering;

    public Ticket Next()
    {
        var ticket = new Ticket();
        lock (_waiting)
            _waiting.Enqueue(ticket);
        return ticket;
    }

    public void Deliver(Ticket ticket, Action answer)
    {
        lock (_waiting)
        {
            ticket.Answer = answer;
            if (_delivering)
                return;
            _delivering = true;
        }
        while (NextReady() is { } ready)
            ready();
    }

    private Action? NextReady()
    {
        lock (_waiting)
        {
            if (_waiting.TryPeek(out var first) && first.Answer is { } answer)
            {
                _ = _waiting.Dequeue();
                return answer;
            }
            _delivering = false;
            return null;
        }
    }

    internal sealed class Ticket
    {
        public Action? Answer { get; set; }
    }
}
