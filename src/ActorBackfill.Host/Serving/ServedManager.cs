using System.Collections.Immutable;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Dashboards.Units;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Metrics;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Serving.Http;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Pages;
using ActorBackfill.Host.Serving.Stages;
using ActorBackfill.Host.Telemetry;
using Akka.Actor;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Serilog;

namespace ActorBackfill.Host.Serving;

/// <summary>The job manager in its actor system; or, where that could not be made, the reason why, and a server that says so.</summary>
internal sealed class ServedManager : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<string?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IHost? _host;
    private readonly IActorRef? _manager;
    private readonly ManagerDesk? _desk;
    private readonly ImmutableArray<Action<IEndpointRouteBuilder>> _routes = [];

    private ServedManager(string problem) =>
        (Problem, Pages) = (problem, new ServePages(new DashboardSettings { AllowsControl = true }, null, null, problem));

    private ServedManager(IHost host, ServeDefinition definition, StageFactory stages, Terminal terminal, RunTelemetry telemetry, ILogger log)
    {
        _host = host;
        var evidence = new JobEvidence(stages, terminal);
        var runner = new JobRunner(stages, evidence, terminal, telemetry);
        _manager = ActorHost.System(host).ActorOf(
            JobManagerActor.For(definition.Name, definition.Batch.MaxConcurrentJobs, runner, terminal.Time, _ended, new QueueGauge(telemetry.Meter.Meter).Set), "manager");
        var desk = _desk = new ManagerDesk(_manager);
        _routes =
        [
            new JobEndpoints(desk, stages, evidence, line => log.Information("{Line}", line)).Map,
            new ChangeEndpoints(desk).Map,
            new RetryEndpoints(desk, evidence, new ConfirmedRetry(evidence.Talk)).Map,
        ];
        var book = new SubmittedBook(_manager, _ended.Task);
        Pages = new ServePages(new DashboardSettings { AllowsControl = true }, book, new ServedJobs(book, stages, evidence), null);
        _ = _ended.Task.ContinueWith(_ => desk.Leave(), TaskScheduler.Default);
    }

    /// <summary>Gets why there is no manager; null when there is one.</summary>
    public string? Problem { get; }

    /// <summary>Gets its pages.</summary>
    public ServePages Pages { get; }

    /// <summary>Gets its end: null when it was asked to end, otherwise why it did.</summary>
    public Task<string?> Ended => _ended.Task;

    /// <summary>Makes the manager. What goes wrong is <see cref="Problem"/>: the server goes on without it.</summary>
    /// <param name="definition">What is served.</param>
    /// <param name="directory">Where its journal is; held by this process.</param>
    /// <param name="stages">Makes the runs of jobs.</param>
    /// <param name="terminal">Directory, environment and clock.</param>
    /// <param name="telemetry">Measures their runs.</param>
    /// <param name="log">Where lines go.</param>
    public static async Task<ServedManager> StartAsync(ServeDefinition definition, string directory, StageFactory stages, Terminal terminal, RunTelemetry telemetry, ILogger log)
    {
        var paths = new JobPaths(directory);
        try
        {
            var finding = JournalFile.Inspect(paths.Journal);
            if (finding.State == JournalState.Missing)
            {
                JournalFile.Create(paths.Journal);
            }
            else if (finding.State != JournalState.Ok)
            {
                return new ServedManager($"{finding.Message}.");
            }

            return JournalFile.WriteProblem(paths.Journal) is { } why
                ? new ServedManager($"The journal {paths.Journal} cannot be written: {why}.")
                : new ServedManager(await ActorHost.StartAsync(paths, ServingSerializer.Config, log), definition, stages, terminal, telemetry, log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ServedManager($"The journal {paths.Journal} cannot be made: {e.Message}.");
        }
    }

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        if (Problem is { } problem)
        {
            NoManager.Map(routes, problem);
        }

        foreach (var map in _routes)
        {
            map(routes);
        }
    }

    /// <summary>Gets why no jobs are taken now; null when they are.</summary>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    public Task<string?> WhyNotReadyAsync(CancellationToken cancellation) => _desk?.WhyNotReadyAsync(cancellation) ?? Task.FromResult(Problem);

    /// <summary>Begins nothing more, and ends what runs.</summary>
    /// <param name="now">Whether units in flight are cancelled.</param>
    public void Stop(bool now)
    {
        if (_manager is null)
        {
            _ended.TrySetResult(null);
        }
        else
        {
            _manager.Tell(new StopServing(now));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_host is null)
        {
            return;
        }

        using var late = new CancellationTokenSource(ShutdownTime);
        try
        {
            await _host.StopAsync(late.Token).WaitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            Log.Warning("The actor system did not stop within {Time}", ShutdownTime);
        }

        _host.Dispose();
    }
}
