namespace Akka.Event;

/// <summary>How important a log entry is.</summary>
public enum LogLevel
{
    /// <summary>For those who look for a fault.</summary>
    DebugLevel,

    /// <summary>What went on.</summary>
    InfoLevel,

    /// <summary>Something was coped with.</summary>
    WarningLevel,

    /// <summary>Something did not succeed.</summary>
    ErrorLevel,
}
