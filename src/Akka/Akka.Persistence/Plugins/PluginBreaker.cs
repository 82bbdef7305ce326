using Akka.Actor;
using Akka.Configuration;
using Akka.Pattern;

namespace Akka.Persistence;

/// <summary>The circuit breaker that a plugin's settings describe.</summary>
internal static class PluginBreaker
{
    public static CircuitBreaker Of(IActorContext context, Config plugin)
    {
        var config = plugin.GetConfig("circuit-breaker");
        return CircuitBreaker.Create(
            context.System.Scheduler,
            config.GetInt("max-failures"),
            config.GetTimeSpan("call-timeout"),
            config.GetTimeSpan("reset-timeout"));
    }
}
