namespace Akka.Event;

/// <content>Details.</content>
public static partial class LoggingExtensions
{
    /// <summary>Logs for those who look for a fault: a text.</summary>
    public static void Debug(this ILoggingAdapter log, string format) =>
        log.Log(LogLevel.DebugLevel, null, format);

    /// <summary>Logs for those who look for a fault: a template, its value.</summary>
    public static void Debug<T1>(this ILoggingAdapter log, string format, T1 arg1) =>
        Fill(log, LogLevel.DebugLevel, null, format, arg1);

    /// <summary>Logs for those who look for a fault: a template, its values.</summary>
    public static void Debug<T1, T2>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2) =>
        Fill(log, LogLevel.DebugLevel, null, format, arg1, arg2);

    /// <summary>Logs for those who look for a fault: a template, its values.</summary>
    public static void Debug<T1, T2, T3>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3) =>
        Fill(log, LogLevel.DebugLevel, null, format, arg1, arg2, arg3);

    /// <summary>Logs for those who look for a fault: a template, its values.</summary>
    public static void Debug<T1, T2, T3, T4>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4) =>
        Fill(log, LogLevel.DebugLevel, null, format, arg1, arg2, arg3, arg4);

    /// <summary>Logs for those who look for a fault: a template, its values.</summary>
    public static void Debug<T1, T2, T3, T4, T5>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5) =>
        Fill(log, LogLevel.DebugLevel, null, format, arg1, arg2, arg3, arg4, arg5);

    /// <summary>Logs for those who look for a fault: a template, its values.</summary>
    public static void Debug<T1, T2, T3, T4, T5, T6>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6) =>
        Fill(log, LogLevel.DebugLevel, null, format, arg1, arg2, arg3, arg4, arg5, arg6);

    /// <summary>Logs for those who look for a fault: a template, its values.</summary>
    public static void Debug(this ILoggingAdapter log, string format, object[] args) =>
        log.Log(LogLevel.DebugLevel, null, format, args);

    /// <summary>Logs for those who look for a fault: a text and what was thrown.</summary>
    public static void Debug(this ILoggingAdapter log, Exception cause, string format) =>
        log.Log(LogLevel.DebugLevel, cause, format);

    /// <summary>Logs for those who look for a fault: a template, its value and what was thrown.</summary>
    public static void Debug<T1>(this ILoggingAdapter log, Exception cause, string format, T1 arg1) =>
        Fill(log, LogLevel.DebugLevel, cause, format, arg1);

    /// <summary>Logs for those who look for a fault: a template, its values and what was thrown.</summary>
    public static void Debug<T1, T2>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2) =>
        Fill(log, LogLevel.DebugLevel, cause, format, arg1, arg2);

    /// <summary>Logs for those who look for a fault: a template, its values and what was thrown.</summary>
    public static void Debug<T1, T2, T3>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2, T3 arg3) =>
        Fill(log, LogLevel.DebugLevel, cause, format, arg1, arg2, arg3);

    /// <summary>Logs for those who look for a fault: a template, its values and what was thrown.</summary>
    public static void Debug<T1, T2, T3, T4>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4) =>
        Fill(log, LogLevel.DebugLevel, cause, format, arg1, arg2, arg3, arg4);

    /// <summary>Logs for those who look for a fault: a template, its values and what was thrown.</summary>
    public static void Debug<T1, T2, T3, T4, T5>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5) =>
        Fill(log, LogLevel.DebugLevel, cause, format, arg1, arg2, arg3, arg4, arg5);

    /// <summary>Logs for those who look for a fault: a template, its values and what was thrown.</summary>
    public static void Debug<T1, T2, T3, T4, T5, T6>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6) =>
        Fill(log, LogLevel.DebugLevel, cause, format, arg1, arg2, arg3, arg4, arg5, arg6);

    /// <summary>Logs for those who look for a fault: a template, its values and what was thrown.</summary>
    public static void Debug(this ILoggingAdapter log, Exception cause, string format, object[] args) =>
        log.Log(LogLevel.DebugLevel, cause, format, args);
}
