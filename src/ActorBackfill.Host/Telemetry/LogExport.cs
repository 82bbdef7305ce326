using System.Globalization;
using Microsoft.Extensions.Logging;
using Serilog.Core;
using Serilog.Events;

namespace ActorBackfill.Host.Telemetry;

/// <summary>Hands the lines of a log on with their level, template, values and exception.</summary>
/// <param name="logger">Where they go; it has to return at once.</param>
internal sealed class LogExport(ILogger logger) : ILogEventSink
{
    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        var state = new List<KeyValuePair<string, object?>>(logEvent.Properties.Count + 1);
        foreach (var (name, value) in logEvent.Properties)
        {
            state.Add(new(name, value is ScalarValue scalar ? scalar.Value : value.ToString(null, CultureInfo.InvariantCulture)));
        }

        state.Add(new("{OriginalFormat}", logEvent.MessageTemplate.Text));
        logger.Log(Level(logEvent.Level), default, state, logEvent.Exception, (_, _) => logEvent.RenderMessage(CultureInfo.InvariantCulture));
    }

    private static LogLevel Level(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => LogLevel.Trace,
        LogEventLevel.Debug => LogLevel.Debug,
        LogEventLevel.Information => LogLevel.Information,
        LogEventLevel.Warning => LogLevel.Warning,
        LogEventLevel.Error => LogLevel.Error,
        _ => LogLevel.Critical,
    };
}
