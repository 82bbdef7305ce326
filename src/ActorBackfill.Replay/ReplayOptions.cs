using System.Collections.Immutable;
using ActorBackfill.Replay.Faults;

namespace ActorBackfill.Replay;

/// <summary>How a <see cref="ReplayServer"/> behaves, whatever it serves.</summary>
public sealed record ReplayOptions
{
    /// <summary>Gets the TCP port on 127.0.0.1. <c>--port</c>; 0 to 65535; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Gets what every answer waits before it leaves. <c>--latency</c>; up to a day; default none.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Gets the rate above which requests get 429 at once. <c>--server-rate</c>; null, the default, for no limit.</summary>
    public ServerRate? ServerRate { get; init; }

    /// <summary>Gets other rates from some time on, in order. <c>--rate-after</c>; only with <see cref="ServerRate"/>; none by default.</summary>
    public ImmutableArray<RateChange> RateChanges { get; init; } = [];

    /// <summary>Gets the faults, in the order in which they are tried. <c>--fault</c>; none by default.</summary>
    public ImmutableArray<FaultRule> Faults { get; init; } = [];

    /// <summary>Gets the file the access log is appended to. <c>--access-log</c>; null, the default, for no log.</summary>
    public string? AccessLog { get; init; }

    /// <summary>Every broken rule as <c>option = value: rule</c>; empty when the options can be used.</summary>
    /// <returns>The violations.</returns>
    public IEnumerable<string> Violations()
    {
        if (Port is < 0 or > 65535)
        {
            yield return $"port = {Port}: must be 0 to 65535";
        }

        if (Latency < TimeSpan.Zero || Latency > TimeSpan.FromDays(1))
        {
            yield return $"latency = {Latency}: must be 0 to one day";
        }

        if (ServerRate is null && !RateChanges.IsEmpty)
        {
            yield return "rate-after: needs a server-rate that it changes";
        }

        if (!RateChanges.SequenceEqual(RateChanges.OrderBy(c => c.After)))
        {
            yield return "rate-after: must be in the order of their times";
        }
    }
}
