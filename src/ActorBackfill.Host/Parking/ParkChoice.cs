using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.Parking;

/// <summary>Which units are to be parked: of those named, what is open or failed.</summary>
internal sealed record ParkChoice
{
    /// <summary>Gets whether all that failed are meant.</summary>
    public bool AllFailed { get; init; }

    /// <summary>Gets the failure group that is meant; null means any.</summary>
    public long? Group { get; init; }

    /// <summary>Gets what has to hold for a unit.</summary>
    public UnitFilter Filter { get; init; } = UnitFilter.Everything;

    /// <summary>Gets single units by their keys; empty means those that the rest says.</summary>
    public ImmutableArray<string> Units { get; init; } = [];

    /// <summary>Gets why, for the history; null means as it was asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets whether units are looked for, and not only named.</summary>
    public bool Finds => AllFailed || Group is not null || !Filter.Terms.IsEmpty;

    /// <summary>Gets whether nothing was said about which units.</summary>
    public bool IsEmpty => !Finds && Units.IsEmpty;

    /// <summary>Gets what was asked for in words.</summary>
    public string Text
    {
        get
        {
            var text = string.Join(", ", Units.Select(u => "unit " + u)
                .Concat(Group is { } group ? ["group " + group.ToString(CultureInfo.InvariantCulture)] : [])
                .Concat(Filter.Terms.IsEmpty ? [] : ["filter " + Filter.Text])
                .Concat(AllFailed ? ["all that failed"] : []));
            return text.Length <= 300 ? text : text[..300];
        }
    }
}
