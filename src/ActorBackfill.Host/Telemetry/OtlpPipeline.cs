using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ActorBackfill.Host.Telemetry;

/// <summary>
/// Sends metrics, traces and logs by OTLP, from threads of its own: a collector that does not answer costs what was to be sent, and nothing else.
/// The only one that knows OpenTelemetry's libraries, which are loaded when it is made.
/// </summary>
internal sealed class OtlpPipeline : IAsyncDisposable
{
    // What is left at the end is sent within this time or not at all: nobody waits for a dashboard.
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(2);

    private readonly List<IDisposable> _providers = [];

    private OtlpPipeline(OtlpSettings settings, BackfillMeter meter)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Variables).Build();
        void Configure(IServiceCollection services) => services.AddSingleton<IConfiguration>(configuration);
        if (settings.HasMetrics)
        {
            // The runtime's own meter says what a run costs its machine.
            _providers.Add(Sdk.CreateMeterProviderBuilder().ConfigureServices(Configure).ConfigureResource(Describe)
                .AddMeter(meter.Meter.Name, "System.Runtime").AddOtlpExporter().Build());
        }

        if (settings.HasTraces)
        {
            _providers.Add(Sdk.CreateTracerProviderBuilder().ConfigureServices(Configure).ConfigureResource(Describe)
                .AddSource(RunTrace.SourceName).AddOtlpExporter().Build());
        }

        if (settings.HasLogs)
        {
            var logs = LoggerFactory.Create(logging =>
            {
                Configure(logging.Services);
                logging.SetMinimumLevel(LogLevel.Debug).AddOpenTelemetry(options =>
                {
                    options.IncludeFormattedMessage = true;
                    var resource = ResourceBuilder.CreateDefault();
                    Describe(resource);
                    options.SetResourceBuilder(resource).AddOtlpExporter();
                });
            });
            _providers.Add(logs);
            Log = new LogExport(logs.CreateLogger(BackfillMeter.Name));
        }
    }

    /// <summary>Gets where the lines of logs go; null when they are not sent.</summary>
    public LogExport? Log { get; }

    /// <summary>Begins to send.</summary>
    /// <param name="settings">What, and where to.</param>
    /// <param name="meter">What is measured.</param>
    /// <param name="problem">What is wrong with the settings, where there is no pipeline because of it.</param>
    public static OtlpPipeline? TryStart(OtlpSettings settings, BackfillMeter meter, out string? problem)
    {
        problem = settings.Problem;
        if (problem is not null)
        {
            return null;
        }

        try
        {
            return new OtlpPipeline(settings, meter);
        }
#pragma warning disable CA1031 // Whatever the libraries find wrong with their settings: a run goes on without telemetry.
        catch (Exception e)
#pragma warning restore CA1031
        {
            problem = $"a variable OTEL_* is not right ({e.GetType().Name})";
            return null;
        }
    }

    /// <summary>Sends what is left, for as long as that may take.</summary>
    public async ValueTask DisposeAsync()
    {
        // Each blocks its thread until its collector has answered. Those that are late are left behind: they hold nothing up.
        var ends = _providers.Select(p => Task.Run(p.Dispose)).ToArray();
        await Task.WhenAny(Task.WhenAll(ends), Task.Delay(FlushTime));
    }

    private static void Describe(ResourceBuilder resource) =>
        resource.AddAttributes([new("service.version", VersionVerb.Version), new("process.pid", (long)Environment.ProcessId)]).AddEnvironmentVariableDetector();
}
