using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Engine.Ports;

public sealed partial class UnitRows
{
    private const long MaxRejectedCharacters = 8L << 20;

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
        if (_rejectedCharacters > MaxRejectedCharacters)
        {
            throw new BackfillException(FailureCategory.InvalidData, $"{_rejected.Count + 1} rows cannot be taken, more than fit into 8 MiB; the last: {row.Reason}");
        }

        _rejected.Add(row);
    }
}
