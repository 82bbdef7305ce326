using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Dispatch;

/// <content>System messages: a list with the newest first, pushed by anyone, taken whole by the actor's turn.</content>
public partial class Mailbox
{
    private static readonly NoMessage EndOfLife = new();

    private SystemMessage? _newest;

    internal bool HasSystemMessages => Volatile.Read(ref _newest) is { } newest && newest is not NoMessage;

    /// <summary>Puts a system message in; after the actor's end it goes to dead letters instead.</summary>
    internal void SystemEnqueue(IActorRef receiver, SystemMessage message)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _newest);
            if (newest is NoMessage || Actor is null)
            {
                SendToDeadLetters(receiver, message);
                return;
            }

            message.Next = newest;
            if (Interlocked.CompareExchange(ref _newest, message, newest) == newest)
                return;
        }
    }

    /// <summary>Closes the list and moves all that waits to dead letters.</summary>
    internal void CleanUp()
    {
        var actor = Actor!;
        for (var message = OldestFirst(EndOfLife); message is not null;)
        {
            var next = message.Next;
            message.Next = null;
            SendToDeadLetters(actor.Self, message);
            message = next;
        }

        CleanUpUserMessages();
    }

    /// <summary>Moves user messages to dead letters; also called by a sender that found the mailbox closed.</summary>
    internal void CleanUpUserMessages()
    {
        if (Actor is { } actor)
        {
            lock (_cleaning)
                MessageQueue.CleanUp(actor.Self, actor.SystemImpl.Mailboxes.DeadLetterMailbox.MessageQueue);
        }
    }

    private void ProcessAllSystemMessages()
    {
        var message = HasSystemMessages ? OldestFirst(null) : null;
        while (message is not null && !IsClosed)
        {
            var next = message.Next;
            message.Next = null;
            Actor!.SystemInvoke(message);
            message = next ?? (HasSystemMessages ? OldestFirst(null) : null);
        }

        for (; message is not null; message = message.Next)
            SendToDeadLetters(Actor!.Self, message);
    }

    private static SystemMessage? Reverse(SystemMessage? newest)
    {
        SystemMessage? oldest = null;
        while (newest is not null and not NoMessage)
        {
            var older = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = older;
        }

        return oldest;
    }

    private static void SendToDeadLetters(IActorRef receiver, SystemMessage message)
    {
        if (receiver is IInternalActorRef { Provider: { } provider })
            provider.DeadLetters.Tell(new DeadLetter(message, receiver, receiver), receiver);
    }

    private SystemMessage? OldestFirst(SystemMessage? replacement)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _newest);
            if (newest is NoMessage)
                return null;
            if (Interlocked.CompareExchange(ref _newest, replacement, newest) == newest)
                return Reverse(newest);
        }
    }
}
