using Akka.Actor;

namespace Akka.Event;

/// <summary>Logs dead letters, unhandled and dropped messages, up to <c>akka.log-dead-letters</c> of them.</summary>
internal sealed class DeadLetterListener : ReceiveActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly int _max;
    private int _count;

    public DeadLetterListener()
    {
        _max = Context.System.Settings.LogDeadLetters;
        Receive<DeadLetter>(m => Log(m, "was not delivered", m.Recipient));
        Receive<Dropped>(m => Log(m, "was dropped, " + m.Reason, m.Recipient));
        Receive<UnhandledMessage>(m => Log(m, "was unhandled", m.Recipient));
    }

    protected override void PreStart()
    {
        foreach (var channel in new[] { typeof(DeadLetter), typeof(Dropped), typeof(UnhandledMessage) })
            Context.System.EventStream.Subscribe(Self, channel);
    }

    protected override void PostRestart(Exception reason) { }

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void Log(AllDeadLetters letter, string what, IActorRef recipient)
    {
        if (_count == int.MaxValue)
            return;
        _count++;
        var from = letter.Sender is null || letter.Sender.Equals(Context.System.DeadLetters) ? "without sender" : $"from {letter.Sender}";
        var end = _count >= _max && _max != int.MaxValue ? ", no more dead letters will be logged." : ".";
        _log.Info($"Message [{letter.Message.GetType().Name}] {from} to {recipient} {what}. [{_count}] dead letters encountered{end} "
            + "This logging can be turned off or adjusted with configuration settings 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'. "
            + $"Message content: {letter.Message}");
        if (_count >= _max)
            Context.Stop(Self);
    }
}
