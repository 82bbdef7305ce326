using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Starts the actor system with the host and stops it in order before the host ends.</summary>
/// <param name="configurationBuilder">What the system is made of.</param>
/// <param name="serviceProvider">The host's services.</param>
/// <param name="logger">Where a failure to start is told.</param>
/// <param name="applicationLifetime">Ends when the system ends; null leaves the host running.</param>
public class AkkaHostedService(
    AkkaConfigurationBuilder configurationBuilder,
    IServiceProvider serviceProvider,
    ILogger<AkkaHostedService> logger,
    IHostApplicationLifetime? applicationLifetime) : IHostedService
{
    private ActorSystem? _system;

    /// <inheritdoc />
    public virtual async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _system = serviceProvider.GetRequiredService<ActorSystem>();
            await configurationBuilder.Start(_system).ConfigureAwait(false);
            _ = EndHostWith(_system);
        }
        catch (Exception cause)
        {
            logger.UnableToStart(cause);
            applicationLifetime?.StopApplication();
        }
    }

    /// <inheritdoc />
    public virtual async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_system is { } system)
            _ = await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClrExitReason.Instance).ConfigureAwait(false);
    }

    private async Task EndHostWith(ActorSystem system)
    {
        await system.WhenTerminated.ConfigureAwait(false);
        applicationLifetime?.StopApplication();
    }
}
