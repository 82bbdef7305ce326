using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Metrics;
using Serilog.Core;

namespace ActorBackfill.Host.Telemetry;

/// <summary>What is measured and sent of the runs of this process.</summary>
internal sealed class RunTelemetry : IAsyncDisposable
{
    private readonly OtlpPipeline? _pipeline;
    private readonly OtlpSettings? _settings;
    private readonly TimeProvider _time;

    private RunTelemetry(OtlpSettings? settings, Talk talk)
    {
        _time = talk.Terminal.Time;
        if (settings is null)
        {
            return;
        }

        _pipeline = OtlpPipeline.TryStart(settings, Meter, out var problem);
        _settings = problem is null ? settings : null;
        if (problem is not null)
        {
            talk.Warn($"no telemetry is sent: {problem}");
        }
    }

    /// <summary>Gets the meter.</summary>
    public BackfillMeter Meter { get; } = new();

    /// <summary>Gets where the lines of logs go besides; null when they are not sent.</summary>
    public ILogEventSink? Log => _pipeline?.Log;

    /// <summary>Measures, and sends where the environment says where to.</summary>
    /// <param name="talk">Whose environment, and who hears of its mistakes.</param>
    public static RunTelemetry Start(Talk talk) => new(OtlpSettings.Of(talk.Terminal), talk);

    /// <summary>Measures and sends where the environment says where to.</summary>
    /// <param name="talk">Whose environment, and who hears of its mistakes.</param>
    /// <returns>Null when it does not: nothing is measured.</returns>
    public static RunTelemetry? StartWhereSent(Talk talk) => OtlpSettings.Of(talk.Terminal) is { } settings ? new RunTelemetry(settings, talk) : null;

    /// <summary>A run begins.</summary>
    /// <param name="job">What it counts as: one of few names.</param>
    public RunObserver Observe(string job)
    {
#pragma warning disable CA2000 // The observer ends the trace with itself.
        var trace = _settings is { HasTraces: true } ? new RunTrace(job, _time) : null;
#pragma warning restore CA2000
        return new RunObserver(Meter.Begin(job), trace, Log);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_pipeline is not null)
        {
            await _pipeline.DisposeAsync();
        }

        Meter.Dispose();
    }
}
