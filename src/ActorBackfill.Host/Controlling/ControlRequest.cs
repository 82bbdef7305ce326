using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ActorBackfill.Host.Controlling;

/// <summary>
/// What can be asked of a run over its control socket: one line of JSON, <c>{"v":1,"command":"pause"}</c>, answered by one
/// <see cref="ControlResponse"/>. One type a command: to add one, add its record here and its answer in <see cref="ControlAnswers"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(PauseCommand), "pause")]
[JsonDerivedType(typeof(UnpauseCommand), "unpause")]
[JsonDerivedType(typeof(StopCommand), "stop")]
[JsonDerivedType(typeof(ScaleCommand), "scale")]
[JsonDerivedType(typeof(RateCommand), "rate")]
[JsonDerivedType(typeof(RetryUnitsCommand), "retry")]
[JsonDerivedType(typeof(ParkUnitsCommand), "park")]
[JsonDerivedType(typeof(StatusQuery), "status")]
[JsonDerivedType(typeof(WhyQuery), "why")]
[JsonDerivedType(typeof(WaitsQuery), "waits")]
internal abstract record ControlRequest
{
    /// <summary>Gets the version of the protocol; other versions are refused.</summary>
    [JsonPropertyOrder(-1)]
    public int V { get; init; } = ControlProtocol.Version;

    /// <summary>Gets where it came from, when another program than the console sent it, for the journal; null for the console.</summary>
    public string? Via { get; init; }
}

/// <summary>Command: no new request from now on; units in flight wait between their requests.</summary>
internal sealed record PauseCommand : ControlRequest;

/// <summary>Command: go on.</summary>
internal sealed record UnpauseCommand : ControlRequest;

/// <summary>Command: end the run, as SIGTERM does; once more is <c>now</c>.</summary>
internal sealed record StopCommand : ControlRequest
{
    /// <summary>Gets whether units in flight are cancelled; they run again on resume.</summary>
    public bool Now { get; init; }
}

/// <summary>Command: so many units at a time.</summary>
internal sealed record ScaleCommand : ControlRequest
{
    /// <summary>Gets the workers, 1 to 1,024; null means as many as the source's limit can feed (<c>auto</c>).</summary>
    public int? Workers { get; init; }
}

/// <summary>Command: another rate of the source's requests.</summary>
internal sealed record RateCommand : ControlRequest
{
    /// <summary>Gets the requests a second, above 0; null means as the job file says (<c>default</c>).</summary>
    public double? PerSecond { get; init; }
}

/// <summary>Command: open units again that have their end, and deal them in this run; its result is <c>{ opened, dealt }</c>.</summary>
internal sealed record RetryUnitsCommand : UnitsCommand;

/// <summary>Command: quarantine units that are open or failed; its result is <c>{ parked, busy }</c>.</summary>
internal sealed record ParkUnitsCommand : UnitsCommand;

/// <summary>Command: do something to units.</summary>
internal abstract record UnitsCommand : ControlRequest
{
    /// <summary>The most units of one request, and the most runs of ordinals.</summary>
    public const int MaxUnits = 10_000, MaxRuns = 1_000;

    /// <summary>Gets the units as runs of ordinals: first, count, first, count.</summary>
    public required ImmutableArray<long> Units { get; init; }

    /// <summary>Gets why, for the history.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets whether the units are runs, and not too many.</summary>
    [JsonIgnore]
    public bool IsValid
    {
        get
        {
            if (Units.IsDefaultOrEmpty || Units.Length % 2 != 0 || Units.Length > MaxRuns * 2)
            {
                return false;
            }

            var left = (long)MaxUnits;
            for (var i = 0; i < Units.Length; i += 2)
            {
                if (Units[i] is < 0 or > long.MaxValue / 2 || Units[i + 1] < 1 || Units[i + 1] > left)
                {
                    return false;
                }

                left -= Units[i + 1];
            }

            return true;
        }
    }
}

/// <summary>Query: how far the run is; its result is a <see cref="LiveStatus"/>.</summary>
internal sealed record StatusQuery : ControlRequest
{
    /// <summary>Gets whether the result has <see cref="LiveStatus.Detail"/> and <see cref="LiveStatus.Limit"/> too.</summary>
    public bool Detail { get; init; }
}

/// <summary>Query: what keeps a unit from being done.</summary>
internal sealed record WhyQuery : ControlRequest
{
    /// <summary>Gets the unit's key.</summary>
    public required string Unit { get; init; }
}

/// <summary>Query: what the run waits for.</summary>
internal sealed record WaitsQuery : ControlRequest;
