using System.Collections.Immutable;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Listing;

namespace ActorBackfill.Host.Triage;

/// <summary>Which units are to be tried again.</summary>
internal sealed record RetryChoice
{
    /// <summary>Gets whether all that failed are meant.</summary>
    public bool AllFailed { get; init; }

    /// <summary>Gets whether those that were set apart are meant too.</summary>
    public bool WithQuarantined { get; init; }

    /// <summary>Gets the failure groups that are meant; empty means any.</summary>
    public ImmutableArray<long> Groups { get; init; } = [];

    /// <summary>Gets the states that are meant, of failed, quarantined and skipped; empty leaves it to the rest.</summary>
    public ImmutableArray<UnitOutcome> States { get; init; } = [];

    /// <summary>Gets what has to hold for a unit.</summary>
    public UnitFilter Filter { get; init; } = UnitFilter.Everything;

    /// <summary>Gets single units by their keys; empty means those that the rest says.</summary>
    public ImmutableArray<string> Units { get; init; } = [];

    /// <summary>Gets why, for the history; null means as it was asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets whether anything was said about which units.</summary>
    public bool IsEmpty => !AllFailed && !WithQuarantined && States.IsEmpty && Groups.IsEmpty && Filter.Terms.IsEmpty && Units.IsEmpty;

    /// <summary>Gets what was asked for in words.</summary>
    public string Text
    {
        get
        {
            var culture = System.Globalization.CultureInfo.InvariantCulture;
            var parts = Groups.Select(g => "group " + g.ToString(culture))
                .Concat(Units.Select(u => "unit " + u))
                .Concat(Filter.Terms.IsEmpty ? [] : ["filter " + Filter.Text])
                .Concat(AllFailed ? ["all that failed"] : [])
                .Concat(States.Select(s => "all that are " + UnitState.Of(s)))
                .Concat(WithQuarantined ? ["those in quarantine too"] : []);
            var text = string.Join(", ", parts);
            return text.Length <= 300 ? text : text[..300];
        }
    }
}
