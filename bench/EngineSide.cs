using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine;
using ActorBackfill.Engine.Supervising;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Sql;

namespace ActorBackfill.Bench;

/// <summary>The whole engine as the console runs it: SQLite or PostgreSQL sink with ledger and outbox, SQLite journal, both FULL.</summary>
internal static class EngineSide
{
    public static async Task<RunResult> RunAsync(string directory, int units, int workers, NoOpJob.Source source, long? limit = null, string? postgres = null)
    {
        var job = NoOpJob.Of(Path.Combine(directory, "sink.db"), units, workers);
        using var sink = SinkDatabases.Of(postgres ?? Path.Combine(directory, "sink.db"), directory)
            .Open(job.Sink.Tables, job.IdentityText, SinkOpenMode.CreateOrOpen, new SinkUse(workers), TimeProvider.System);
        var ended = new TaskCompletionSource<RunResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var system = ActorSystem.Create("bench", Configuration(directory));
        var settings = new RunSettings { Job = job, RunId = Guid.NewGuid().ToString("N"), Host = "bench", Limit = limit };
        system.ActorOf(JobSupervisor.For(new RunPorts(source, sink, () => new NoOpJob.Processor(), TimeProvider.System), settings, ended), "job");
        var result = await ended.Task;
        await system.Terminate();
        return result.End == RunEnd.Finished && result.Refusal is null && result.Progress.Units.Failed == 0
            ? result
            : throw new InvalidOperationException($"the run ended {result.End}: {result.Message}");
    }

    internal static Config Configuration(string directory) => ConfigurationFactory.ParseString(
        $$"""
        akka.loglevel = WARNING
        akka.persistence.journal {
          plugin = "akka.persistence.journal.sql"
          sql { connection-string = "Data Source={{directory}}/journal.db", provider-name = "SQLite.MS", parallelism = 1 }
        }
        akka.persistence.snapshot-store {
          plugin = "akka.persistence.snapshot-store.sql"
          sql { connection-string = "Data Source={{directory}}/snapshots.db", provider-name = "SQLite.MS" }
        }
        """).WithFallback(EngineConfig.Default).WithFallback(SqlPersistence.DefaultConfiguration);
}
