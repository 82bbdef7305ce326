using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>What the hosted service tells.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Critical, "Unable to start AkkaHostedService - shutting down application")]
    public static partial void UnableToStart(this ILogger log, Exception cause);
}
