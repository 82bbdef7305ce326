using System.Collections.Concurrent;
using System.Globalization;
using Serilog;

namespace ActorBackfill.Host.Logs;

/// <summary>
/// Which log belongs to which actor system: Akka makes its logger by itself, and several systems of one process have a log each. Thread safe.
/// </summary>
internal static class SystemLogs
{
    private const string First = "backfill";

    private static readonly ConcurrentDictionary<string, ILogger> Logs = new(StringComparer.Ordinal);

    /// <summary>Takes a name for a system that is about to start: <c>backfill</c>, or with a number while others have that.</summary>
    /// <param name="log">Where its lines go.</param>
    public static string Take(ILogger log)
    {
        var name = First;
        for (var number = 2; !Logs.TryAdd(name, log); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{First}-{number}");
        }

        return name;
    }

    /// <summary>Gives the name of a system back that has stopped.</summary>
    /// <param name="name">Its name.</param>
    public static void Give(string name) => Logs.TryRemove(name, out _);

    /// <summary>Gets the log of a system; the process's own where nobody gave one.</summary>
    /// <param name="name">The system's name.</param>
    public static ILogger Of(string name) => Logs.GetValueOrDefault(name) ?? Log.Logger;
}
