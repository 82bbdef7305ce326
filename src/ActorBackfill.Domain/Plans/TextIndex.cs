namespace ActorBackfill.Domain.Plans;

/// <summary>
/// Finds the place of a text in a list that only grows: 8 bytes a text at most, where a dictionary takes 36 and leaves as much behind whenever
/// it grows. The list is the caller's, and always the same one. Not thread safe.
/// </summary>
public sealed class TextIndex
{
    private const int LeastSlots = 16;

    // A place plus one; 0 is free. Half of the slots are free, so that few are looked at.
    private int[] _slots;
    private int _count;

    /// <summary>Creates an empty index.</summary>
    /// <param name="capacity">For so many texts it need not grow; 0 or more.</param>
    public TextIndex(int capacity = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _slots = new int[SlotsFor(capacity)];
    }

    private TextIndex(TextIndex other) => (_slots, _count) = ((int[])other._slots.Clone(), other._count);

    /// <summary>Gets the place of a text; -1 when it is not there.</summary>
    /// <param name="texts">The list.</param>
    /// <param name="text">The text.</param>
    public int Find(IReadOnlyList<string> texts, string text) => _slots[SlotOf(texts, text)] - 1;

    /// <summary>Notes a text that is about to be put at the end of the list; false when it is there already.</summary>
    /// <param name="texts">The list.</param>
    /// <param name="text">The text.</param>
    public bool TryAdd(IReadOnlyList<string> texts, string text)
    {
        var slot = SlotOf(texts, text);
        if (_slots[slot] != 0)
        {
            return false;
        }

        if ((_count + 1) * 2L > _slots.Length)
        {
            Grow(texts);
            slot = SlotOf(texts, text);
        }

        _slots[slot] = ++_count;
        return true;
    }

    /// <summary>Gets a copy that later texts do not touch.</summary>
    public TextIndex Copy() => new(this);

    private static int SlotsFor(int capacity)
    {
        var slots = LeastSlots;
        while (slots < capacity * 2L)
        {
            slots = checked(slots * 2);
        }

        return slots;
    }

    private int SlotOf(IReadOnlyList<string> texts, string text)
    {
        var mask = _slots.Length - 1;
        var slot = text.GetHashCode(StringComparison.Ordinal) & mask;
        while (_slots[slot] is > 0 and var place && !string.Equals(texts[place - 1], text, StringComparison.Ordinal))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow(IReadOnlyList<string> texts)
    {
        _slots = new int[checked(_slots.Length * 2)];
        for (var place = 1; place <= _count; place++)
        {
            _slots[SlotOf(texts, texts[place - 1])] = place;
        }
    }
}
