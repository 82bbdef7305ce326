namespace Akka.Event;

/// <summary>Logging by level. Nothing is formatted, and no value boxed, if the level is off.</summary>
public static partial class LoggingExtensions
{
    /// <summary>Logs a text.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="logLevel">The level.</param>
    /// <param name="format">The text.</param>
    public static void Log(this ILoggingAdapter log, LogLevel logLevel, string format) => log.Log(logLevel, null, format);

    private static void Log(this ILoggingAdapter log, LogLevel level, Exception? cause, string format, object[] args)
    {
        if (!log.IsEnabled(level))
            return;
        if (args.Length == 0)
            log.Log(level, cause, format);
        else
            log.Log(level, cause, new DefaultLogMessage(log.Formatter, format, args));
    }

    private static void Fill<T1>(ILoggingAdapter log, LogLevel level, Exception? cause, string format, T1 arg1)
    {
        if (log.IsEnabled(level))
            log.Log(level, cause, new DefaultLogMessage(log.Formatter, format, arg1!));
    }

    private static void Fill<T1, T2>(ILoggingAdapter log, LogLevel level, Exception? cause, string format, T1 arg1, T2 arg2)
    {
        if (log.IsEnabled(level))
            log.Log(level, cause, new DefaultLogMessage(log.Formatter, format, arg1!, arg2!));
    }

    private static void Fill<T1, T2, T3>(ILoggingAdapter log, LogLevel level, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3)
    {
        if (log.IsEnabled(level))
            log.Log(level, cause, new DefaultLogMessage(log.Formatter, format, arg1!, arg2!, arg3!));
    }

    private static void Fill<T1, T2, T3, T4>(ILoggingAdapter log, LogLevel level, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        if (log.IsEnabled(level))
            log.Log(level, cause, new DefaultLogMessage(log.Formatter, format, arg1!, arg2!, arg3!, arg4!));
    }

    private static void Fill<T1, T2, T3, T4, T5>(ILoggingAdapter log, LogLevel level, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
    {
        if (log.IsEnabled(level))
            log.Log(level, cause, new DefaultLogMessage(log.Formatter, format, arg1!, arg2!, arg3!, arg4!, arg5!));
    }

    private static void Fill<T1, T2, T3, T4, T5, T6>(ILoggingAdapter log, LogLevel level, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
    {
        if (log.IsEnabled(level))
            log.Log(level, cause, new DefaultLogMessage(log.Formatter, format, arg1!, arg2!, arg3!, arg4!, arg5!, arg6!));
    }
}
