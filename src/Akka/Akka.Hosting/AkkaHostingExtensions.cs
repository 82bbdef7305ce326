using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Akka.Hosting;

/// <summary>Puts an actor system into a host.</summary>
public static class AkkaHostingExtensions
{
    /// <summary>Adds an actor system that starts and stops with the host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="actorSystemName">The system's name.</param>
    /// <param name="builder">Says what it is made of.</param>
    public static IServiceCollection AddAkka(
        this IServiceCollection services, string actorSystemName, Action<AkkaConfigurationBuilder> builder) =>
        services.AddAkka(actorSystemName, (configuration, _) => builder(configuration));

    /// <summary>Adds an actor system that starts and stops with the host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="actorSystemName">The system's name.</param>
    /// <param name="builder">Says what it is made of, with the services at hand.</param>
    public static IServiceCollection AddAkka(
        this IServiceCollection services, string actorSystemName, Action<AkkaConfigurationBuilder, IServiceProvider> builder)
    {
        _ = services.AddSingleton(provider =>
        {
            var configuration = new AkkaConfigurationBuilder(actorSystemName);
            builder(configuration, provider);
            return configuration;
        });
        services.TryAddSingleton(provider => provider.GetRequiredService<AkkaConfigurationBuilder>().Build(provider));
        services.TryAddSingleton<IActorRegistry>(provider => ActorRegistry.For(provider.GetRequiredService<ActorSystem>()));
        services.TryAddSingleton<IReadOnlyActorRegistry>(provider => provider.GetRequiredService<IActorRegistry>());
        services.TryAddSingleton(provider => ActorRegistry.For(provider.GetRequiredService<ActorSystem>()));
        services.TryAddSingleton(typeof(IRequiredActor<>), typeof(RequiredActor<>));
        return services.AddHostedService<AkkaHostedService>();
    }

    /// <summary>Adds settings.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="hocon">The settings; a string is parsed.</param>
    /// <param name="addMode">Where they go.</param>
    public static AkkaConfigurationBuilder AddHocon(this AkkaConfigurationBuilder builder, Config hocon, HoconAddMode addMode)
    {
        builder.AddHoconConfiguration(hocon, addMode);
        return builder;
    }

    /// <summary>Adds the settings of a file.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="hoconFilePath">Its path.</param>
    /// <param name="addMode">Where they go.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static AkkaConfigurationBuilder AddHoconFile(this AkkaConfigurationBuilder builder, string hoconFilePath, HoconAddMode addMode) =>
        builder.AddHocon(ConfigurationFactory.ParseString(File.ReadAllText(hoconFilePath)), addMode);

    /// <summary>Starts actors with the system.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="actorStarter">Starts and registers them.</param>
    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry> actorStarter) =>
        builder.WithActors((system, registry, _) => actorStarter(system, registry));

    /// <summary>Starts actors that take services with the system.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="actorStarter">Starts and registers them.</param>
    public static AkkaConfigurationBuilder WithActors(
        this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry, IDependencyResolver> actorStarter) =>
        builder.StartActors((system, registry, resolver) =>
        {
            actorStarter(system, registry, resolver);
            return Task.CompletedTask;
        });

    /// <summary>Starts actors with the system.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="actorStarter">Starts and registers them.</param>
    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, ActorStarter actorStarter) =>
        builder.StartActors(actorStarter);

    /// <summary>Runs something when all actors were started.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="startupTask">What.</param>
    public static AkkaConfigurationBuilder AddStartup(this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry> startupTask) =>
        builder.AddStartup((system, registry) =>
        {
            startupTask(system, registry);
            return Task.CompletedTask;
        });

    /// <summary>Registers a serializer for types.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="serializerIdentifier">Its name in the settings.</param>
    /// <param name="boundTypes">What it serializes, with all that derives from it.</param>
    /// <param name="serializerFactory">Makes it.</param>
    public static AkkaConfigurationBuilder WithCustomSerializer(
        this AkkaConfigurationBuilder builder,
        string serializerIdentifier,
        IEnumerable<Type> boundTypes,
        Func<ExtendedActorSystem, Serializer> serializerFactory)
    {
        builder.AddSerializer(new SerializerRegistration(serializerIdentifier, boundTypes.ToImmutableHashSet(), serializerFactory));
        return builder;
    }

    /// <summary>Sets how long an Ask without a timeout of its own waits.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="timeout">At least 1 ms.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public static AkkaConfigurationBuilder WithActorAskTimeout(this AkkaConfigurationBuilder builder, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        var milliseconds = timeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
        return builder.AddHocon($"akka.actor.ask-timeout = {milliseconds}ms", HoconAddMode.Prepend);
    }

    /// <summary>Sets level and loggers.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="configurator">Changes them.</param>
    public static AkkaConfigurationBuilder ConfigureLoggers(this AkkaConfigurationBuilder builder, Action<LoggerConfigBuilder> configurator)
    {
        var loggers = new LoggerConfigBuilder();
        configurator(loggers);
        return builder.AddHocon(loggers.ToConfig(), HoconAddMode.Prepend);
    }
}
