using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Domain.Outcomes;

/// <summary>
/// Decides when a run is to stop by itself, because going on would only make more of the same failure. Counts one run. Not thread safe.
/// </summary>
/// <param name="halt">The job's limits.</param>
public sealed class HaltRules(HaltDefinition halt)
{
    private long _ended;
    private long _failed;
    private string? _sameText;
    private int _same;

    /// <summary>Gets the units that have been lost with their slots, at most one more than are allowed.</summary>
    public int LostSlots { get; private set; }

    /// <summary>Notes units that ended well: done, empty or skipped.</summary>
    /// <param name="count">How many.</param>
    public void NoteEnded(long count) => _ended += count;

    /// <summary>Notes that the sink took rows: what it refuses after that is not the same failure in a row.</summary>
    public void NoteCommitted() => (_sameText, _same) = (null, 0);

    /// <summary>Notes an attempt that failed.</summary>
    /// <param name="category">Why.</param>
    /// <param name="text">Its text, the real cause.</param>
    /// <returns>Why the run is to stop, or null.</returns>
    public string? NoteAttempt(FailureCategory category, string text)
    {
        if (halt.Mode == HaltMode.Never)
        {
            return null;
        }

        if (category.EndsRun())
        {
            return $"{(category == FailureCategory.Auth ? "The source refuses the credentials" : "The source has shut us out")}: {text}";
        }

        if (category != FailureCategory.SinkSchema)
        {
            return null;
        }

        var kind = FailureText.Normalise(text);
        (_same, _sameText) = (kind == _sameText ? _same + 1 : 1, kind);
        return _same >= halt.SinkSchemaFailures ? $"The sink refused {_same} units in a row for the same reason: {text}" : null;
    }

    /// <summary>Notes a unit that failed for good.</summary>
    /// <param name="text">Its text.</param>
    /// <returns>Why the run is to stop, or null.</returns>
    public string? NoteFailure(string text)
    {
        _failed++;
        _ended++;
        if (halt.Mode == HaltMode.Never || halt.MaxFailures is not { } most || !most.IsExceeded(_failed, _ended))
        {
            return null;
        }

        return $"{_failed} of {_ended} units have failed, more than --max-failures {most}; the last: {text}";
    }

    /// <summary>Notes a slot whose attempt did not end when it was told to.</summary>
    /// <returns>Whether there are more than a run bears.</returns>
    public bool NoteLostSlot() => ++LostSlots > halt.LostSlots;
}
