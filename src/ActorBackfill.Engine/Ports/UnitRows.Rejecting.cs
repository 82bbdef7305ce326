using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Engine.Ports;

public sealed partial class UnitRows
{
    private readonly List<RejectedRow> _rejected = [];
    private long _rejectedCharacters;

    /// <summary>Gets what becomes of a row that cannot be made. Default: it fails the unit.</summary>
    public RowPolicy Policy { get; init; } = new();

    /// <summary>Gets the rows that were set aside.</summary>
    public ImmutableArray<RejectedRow> Rejected => [.. _rejected];

    private bool IsRejected(BackfillException error) => Policy.BadRows == BadRows.RejectRow && error.Category == FailureCategory.InvalidData;

    private void Reject(RejectedRow row)
    {
        _rejectedCharacters += row.Row.Length + row.Reason.Length;
        RejectRules.CheckSize(_rejectedCharacters, _rejected.Count + 1, row);
        _rejected.Add(row);
    }
}
