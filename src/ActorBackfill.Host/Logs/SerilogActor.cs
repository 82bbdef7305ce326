using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Serilog.Events;
using AkkaEvent = Akka.Event.LogEvent;
using AkkaLevel = Akka.Event.LogLevel;

namespace ActorBackfill.Host.Logs;

/// <summary>Hands the log events of all actors of a system to its Serilog logger, with their template, values and path.</summary>
public sealed class SerilogActor : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private readonly Serilog.ILogger _log;

    /// <summary>Creates the actor; called by Akka.</summary>
    public SerilogActor()
    {
        _log = SystemLogs.Of(Context.System.Name);
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<AkkaEvent>(Write);
    }

    private void Write(AkkaEvent e)
    {
        var log = _log.ForContext("Actor", e.LogSource);
        if (e.Message is LogMessage message)
        {
            log.Write(Level(e.LogLevel()), e.Cause, message.Format, [.. message.Parameters()]);
        }
        else
        {
            log.Write(Level(e.LogLevel()), e.Cause, "{Text}", e.Message);
        }
    }

    private static LogEventLevel Level(AkkaLevel level) => level switch
    {
        AkkaLevel.DebugLevel => LogEventLevel.Debug,
        AkkaLevel.InfoLevel => LogEventLevel.Information,
        AkkaLevel.WarningLevel => LogEventLevel.Warning,
        _ => LogEventLevel.Error,
    };
}
