using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Serilog.Events;
using AkkaEvent = Akka.Event.LogEvent;
using AkkaLevel = Akka.Event.LogLevel;

namespace ActorBackfill.Host.Logs;

/// <summary>Hands the log events of all actors to Serilog, with their template, values and path.</summary>
public sealed class SerilogActor : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    /// <summary>Creates the actor; called by Akka.</summary>
    public SerilogActor()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<AkkaEvent>(Write);
    }

    private static void Write(AkkaEvent e)
    {
        var log = Serilog.Log.Logger.ForContext("Actor", e.LogSource);
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
