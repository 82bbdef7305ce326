using System.Globalization;
using ActorBackfill.Host.CommandLine;
using Serilog;
using Serilog.Core;
using Serilog.Sinks.SystemConsole.Themes;

namespace ActorBackfill.Host.Logs;

/// <summary>Where a run's log lines go: a file, and the standard error stream when somebody wants to see them.</summary>
internal static class RunLog
{
    // A run that logs more than this is in trouble enough; the disk stays whole.
    private const long MaxBytes = 256L << 20;

    private const string Template = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {Message:lj} {Actor}{NewLine}{Exception}";

    /// <summary>Makes the log. Dispose it to write what is left.</summary>
    /// <param name="file">The log's file; its directory is there.</param>
    /// <param name="talk">Whether lines are wanted on the terminal too.</param>
    /// <param name="also">Where lines go besides; null for nowhere.</param>
    public static Logger Create(string file, Talk talk, ILogEventSink? also = null)
    {
        var log = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .MinimumLevel.Override("Microsoft", Serilog.Events.LogEventLevel.Warning)
            .WriteTo.File(file, outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture, fileSizeLimitBytes: MaxBytes);
        if (also is not null)
        {
            log = log.WriteTo.Sink(also);
        }

        if (talk.IsVerbose)
        {
            log = log.WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
                formatProvider: CultureInfo.InvariantCulture,
                standardErrorFromLevel: Serilog.Events.LogEventLevel.Verbose,
                theme: talk.Terminal.HasColor ? AnsiConsoleTheme.Code : ConsoleTheme.None);
        }

        return log.CreateLogger();
    }
}
