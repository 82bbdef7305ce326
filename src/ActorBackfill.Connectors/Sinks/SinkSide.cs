namespace ActorBackfill.Connectors.Sinks;

/// <summary>What one of two compared sinks holds, unit by unit in key order.</summary>
internal sealed class SinkSide : IDisposable
{
    private readonly ISinkView _view;
    private readonly List<TableCursor> _cursors;
    private readonly ContentTotal[] _totals;
    private readonly LedgerCursor? _ledger;
    private readonly IReadOnlySet<string> _leaveOut;

    public SinkSide(ISinkStore sink, IReadOnlySet<string> leaveOut)
    {
        _leaveOut = leaveOut;
        _view = sink.OpenView();
        var job = _view.Job ?? 0;
        _cursors = [.. sink.Tables.Select(t => new TableCursor(_view, t, job))];
        _totals = new ContentTotal[_cursors.Count];
        _ledger = job == 0 ? null : new LedgerCursor(_view, job);
    }

    /// <summary>Gets the next unit, or null after the last.</summary>
    public string? Unit
    {
        get
        {
            var lowest = _ledger?.Unit;
            foreach (var cursor in _cursors)
            {
                if (cursor.Unit is { } unit && (lowest is null || string.CompareOrdinal(unit, lowest) < 0))
                {
                    lowest = unit;
                }
            }

            return lowest;
        }
    }

    /// <summary>Gets what the tables held of all units that were taken and count.</summary>
    public IEnumerable<(string Table, ContentTotal Content)> Tables => _cursors.Select((cursor, i) => (cursor.Name, _totals[i]));

    /// <summary>Gets what is here of a unit, and goes on behind it.</summary>
    public (bool IsSettled, ContentTotal Content) Take(string unit)
    {
        var isSettled = _ledger?.Unit == unit;
        if (isSettled)
        {
            _ledger!.Take();
        }

        var counts = !_leaveOut.Contains(unit);
        var content = default(ContentTotal);
        for (var i = 0; i < _cursors.Count; i++)
        {
            var found = _cursors[i].Unit == unit ? _cursors[i].Take() : default;
            _totals[i] += counts ? found : default;
            content += found;
        }

        return (isSettled && counts, content);
    }

    public void Dispose()
    {
        _ledger?.Dispose();
        _cursors.ForEach(c => c.Dispose());
        _view.Dispose();
    }
}
