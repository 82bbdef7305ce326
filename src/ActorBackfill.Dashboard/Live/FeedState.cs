using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Live;

/// <summary>
/// What followers of a job can be sent: how it looks, and since which event each region looks so. Whoever has seen an event gets the regions that
/// are newer, so that nobody needs to have seen all events, and a slow client costs no more than a quick one.
/// </summary>
/// <param name="Id">The event's number; it goes up also from one process to the next.</param>
/// <param name="Job">How far the job is; null when there is no such job any more.</param>
/// <param name="Regions">The HTML of each region and the number of the event since which it is so.</param>
internal sealed record FeedState(long Id, LiveJob? Job, ImmutableDictionary<string, (string Html, long Since)> Regions)
{
    /// <summary>Gets what went wrong when the job was last looked at; null when nothing did. The rest is what was known before.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Gets the state before anything is known.</summary>
    public static FeedState None { get; } = new(0, null, ImmutableDictionary<string, (string, long)>.Empty);

    /// <summary>Gets the state with regions drawn anew; the same when nothing looks different.</summary>
    /// <param name="job">How far the job is.</param>
    /// <param name="drawn">The HTML of each region.</param>
    /// <param name="atLeast">The least number of the event, if there is one.</param>
    public FeedState With(LiveJob job, ImmutableDictionary<string, string> drawn, long atLeast)
    {
        var id = Math.Max(Id + 1, atLeast);
        var regions = drawn.ToImmutableDictionary(
            d => d.Key,
            d => Regions.TryGetValue(d.Key, out var before) && before.Html == d.Value ? before : (d.Value, id),
            StringComparer.Ordinal);
        var isSame = Failure is null && Job is { } known && known.Sequence == job.Sequence && known.State == job.State && known.Stale == job.Stale && regions.Values.All(r => r.Item2 != id);
        return isSame ? this with { Job = job } : new FeedState(id, job, regions);
    }

    /// <summary>Gets the state of a job that could not be looked at; the same when that was so before, for the same reason.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="atLeast">The least number of the event, if there is one.</param>
    public FeedState With(Exception failure, long atLeast) =>
        Failure is { } known && known.GetType() == failure.GetType() && known.Message == failure.Message ? this : this with { Id = Math.Max(Id + 1, atLeast), Failure = failure };

    /// <summary>Gets whether all of some regions are drawn.</summary>
    /// <param name="wanted">Which.</param>
    public bool Has(IEnumerable<LiveRegion> wanted) => wanted.All(r => Regions.ContainsKey(r.Name));
}
