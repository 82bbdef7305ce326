using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Collects what units have more or less in the sink than their ledger rows say, because rows changed hands (docs/decisions/0005).</summary>
internal sealed class LedgerCorrections
{
    private readonly Dictionary<(long Job, string Unit), (long Rows, ContentHash Content)> _all = [];

    /// <summary>Gets the corrections in the order of job and unit, in which rows are locked.</summary>
    public IReadOnlyList<KeyValuePair<(long Job, string Unit), (long Rows, ContentHash Content)>> Ordered =>
        [.. _all.OrderBy(c => c.Key.Job).ThenBy(c => c.Key.Unit, StringComparer.Ordinal)];

    public void Add(long job, string unit, long rows, ContentHash content)
    {
        var (before, hash) = _all.GetValueOrDefault((job, unit));
        _all[(job, unit)] = (before + rows, hash.Add(content));
    }
}
