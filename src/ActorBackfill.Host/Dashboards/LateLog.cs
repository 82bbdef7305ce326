using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ActorBackfill.Host.Dashboards;

/// <summary>A log whose file is opened after the port: a port that is taken is said before anything is written.</summary>
internal sealed class LateLog : ILogEventSink
{
    private ILogger? _target;

    /// <summary>Makes the log.</summary>
    public LateLog() =>
        // The framework notes whole addresses, one-time codes too, below warnings.
        Logger = new LoggerConfiguration().MinimumLevel.Override("Microsoft", LogEventLevel.Warning).WriteTo.Sink(this).CreateLogger();

    /// <summary>Gets what writes to it.</summary>
    public Logger Logger { get; }

    /// <summary>Sets where lines go from now on; those before are lost.</summary>
    public ILogger Target
    {
        set => Volatile.Write(ref _target, value);
    }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent) => Volatile.Read(ref _target)?.Write(logEvent);
}
