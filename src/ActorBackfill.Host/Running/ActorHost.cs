using ActorBackfill.Engine;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Logs;
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;

namespace ActorBackfill.Host.Running;

/// <summary>The composition root: the generic host, the actor system in it, its journal and its log.</summary>
internal static class ActorHost
{
    // The provider's name that Akka.Persistence.Sql knows for Microsoft.Data.Sqlite.
    private const string Provider = "SQLite.MS";

    /// <summary>Starts the host.</summary>
    /// <param name="paths">Where journal and snapshots are.</param>
    /// <param name="akkaConfig">The job file's <c>akka</c> block, or null.</param>
    /// <param name="log">Where log lines go.</param>
    public static async Task<IHost> StartAsync(JobPaths paths, string? akkaConfig, Serilog.ILogger log)
    {
        Log.Logger = log;
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, OwnLifetime>();
        builder.Services.AddLogging(logging => logging.AddSerilog(log));
        var name = SystemLogs.Take(log);
        try
        {
            builder.Services.AddAkka(name, akka => Configure(akka, paths, akkaConfig));
            var host = builder.Build();
            await host.StartAsync();
            _ = System(host).WhenTerminated.ContinueWith(_ => SystemLogs.Give(name), TaskScheduler.Default);
            return host;
        }
        catch
        {
            SystemLogs.Give(name);
            throw;
        }
    }

    /// <summary>Gets the actor system of a host.</summary>
    public static ActorSystem System(IHost host) => host.Services.GetRequiredService<ActorSystem>();

    private static void Configure(AkkaConfigurationBuilder akka, JobPaths paths, string? akkaConfig)
    {
        akka.ConfigureLoggers(loggers =>
        {
            loggers.LogLevel = Akka.Event.LogLevel.InfoLevel;
            loggers.ClearLoggers();
            loggers.AddLogger<SerilogActor>();
            loggers.WithDefaultLogMessageFormatter<NamedTemplates>();
        });
        akka.WithSqlPersistence(
            new SqlJournalOptions(isDefaultPlugin: true) { ConnectionString = Connection(paths.Journal), ProviderName = Provider, AutoInitialize = true },
            new SqlSnapshotOptions(isDefaultPlugin: true) { ConnectionString = Connection(paths.Snapshots), ProviderName = Provider, AutoInitialize = true });
        akka.AddHocon(EngineConfig.Default, HoconAddMode.Append);
        akka.AddHocon(ConfigurationFactory.ParseString(HostConfig.Text), HoconAddMode.Prepend);
        if (akkaConfig is not null)
        {
            akka.AddHocon(ConfigurationFactory.ParseString(akkaConfig), HoconAddMode.Prepend);
        }
    }

    private static string Connection(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = false,
        DefaultTimeout = 30,
    }.ToString();
}
