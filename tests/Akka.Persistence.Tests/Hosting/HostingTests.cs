using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql.Hosting;
using Akka.Persistence.Tests.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Akka.Persistence.Tests.Hosting;

public sealed class HostingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_system_starts_and_stops_with_the_host()
    {
        using var host = Build(akka => akka.WithActors((system, registry) =>
            registry.Register<Greeter>(system.ActorOf(Props.Create(() => new Greeter("hello"))))));
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();
        var greeter = host.Services.GetRequiredService<IRequiredActor<Greeter>>();
        Assert.Equal("hello you", await greeter.ActorRef.Ask<string>("you", Patience));
        await host.StopAsync();
        Assert.True(system.WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task An_actor_takes_services()
    {
        using var host = Build(akka => akka.WithActors((system, registry, resolver) =>
            registry.Register<Greeter>(system.ActorOf(resolver.Props(typeof(Greeter))))));
        await host.StartAsync();
        var actor = await host.Services.GetRequiredService<ActorRegistry>().GetAsync<Greeter>();
        Assert.Equal("servus you", await actor.Ask<string>("you", Patience));
        await host.StopAsync();
    }

    [Fact]
    public async Task Startup_tasks_run_behind_all_actors()
    {
        var seen = false;
        using var host = Build(akka => akka
            .AddStartup((_, registry) => seen = registry.TryGet<Greeter>(out var _))
            .WithActors((system, registry) => registry.Register<Greeter>(system.ActorOf(Props.Create(() => new Greeter("hello"))))));
        await host.StartAsync();
        Assert.True(seen);
        await host.StopAsync();
    }

    [Fact]
    public async Task The_host_ends_when_the_system_ends()
    {
        using var host = Build(_ => { });
        await host.StartAsync();
        await host.Services.GetRequiredService<ActorSystem>().Terminate();
        await host.WaitForShutdownAsync().WaitAsync(Patience);
    }

    [Fact]
    public async Task Settings_are_laid_over_or_under_each_other()
    {
        using var host = Build(akka => akka
            .AddHocon("my { a = 1, b = 1 }", HoconAddMode.Prepend)
            .AddHocon("my { a = 2 }", HoconAddMode.Prepend)
            .AddHocon("my { b = 3, c = 3 }", HoconAddMode.Append));
        await host.StartAsync();
        var config = host.Services.GetRequiredService<ActorSystem>().Settings.Config.GetConfig("my");
        Assert.Equal((2, 1, 3), (config.GetInt("a"), config.GetInt("b"), config.GetInt("c")));
        await host.StopAsync();
    }

    [Fact]
    public async Task Persistence_in_memory_needs_no_settings()
    {
        using var host = Build(akka => akka.WithInMemoryJournal().WithInMemorySnapshotStore().WithActors(Remember));
        await host.StartAsync();
        Assert.Equal("stored 1", await Tell(host, "a"));
        await host.StopAsync();
    }

    [Fact]
    public async Task Persistence_in_SQL_survives_the_host()
    {
        using var database = new DatabaseFile();
        for (var run = 1; run <= 2; run++)
        {
            using var host = Build(akka => akka
                .WithSqlPersistence(database.ConnectionString, "SQLite.MS")
                .WithCustomSerializer("word", [typeof(string)], system => new WordSerializer(system))
                .WithActors(Remember));
            await host.StartAsync();
            Assert.Equal($"stored {run}", await Tell(host, "a"));
            await host.StopAsync();
        }
        Assert.Equal(["1|61", "2|61"], database.Rows("SELECT sequence_number, message FROM journal"));
    }

    [Fact]
    public async Task Journal_and_snapshot_store_can_have_options_of_their_own()
    {
        using var database = new DatabaseFile();
        var snapshots = Path.Combine(database.Folder, "snapshots.db");
        using var host = Build(akka => akka
            .WithSqlPersistence(
                new SqlJournalOptions(true, "mine") { ConnectionString = database.ConnectionString, ProviderName = "SQLite.MS", AutoInitialize = true },
                new SqlSnapshotOptions(true, "mine") { ConnectionString = $"Data Source={snapshots}", ProviderName = "SQLite.MS", AutoInitialize = true })
            .WithCustomSerializer("word", [typeof(string)], system => new WordSerializer(system))
            .WithActors(Remember));
        await host.StartAsync();
        Assert.Equal("stored 1", await Tell(host, "a"));
        await host.StopAsync();
        Assert.True(File.Exists(snapshots));
    }

    private static void Remember(ActorSystem system, IActorRegistry registry) =>
        registry.Register<Memory>(system.ActorOf(Props.Create(() => new Memory())));

    private static async Task<string> Tell(IHost host, string text) =>
        await host.Services.GetRequiredService<IRequiredActor<Memory>>().ActorRef.Ask<string>(text, Patience);

    private static IHost Build(Action<AkkaConfigurationBuilder> akka)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        _ = builder.Services.AddSingleton("servus").AddAkka("hosted", akka);
        return builder.Build();
    }

    public sealed class Greeter : ReceiveActor
    {
        public Greeter(string greeting) => Receive<string>(name => Sender.Tell($"{greeting} {name}"));
    }

    public sealed class Memory : ReceivePersistentActor
    {
        public Memory()
        {
            RecoverAny(_ => { });
            Command<string>(text => Persist(text, _ => Sender.Tell($"stored {LastSequenceNr}")));
        }

        public override string PersistenceId => "memory";
    }
}
