namespace ActorBackfill.Domain.Rows;

/// <summary>About how much memory a row takes; bounds groups and credits, not exact.</summary>
public static class RowSize
{
    // An array's header and a boxed number, on a 64-bit runtime.
    private const int ArrayBytes = 24, SlotBytes = 8, BoxBytes = 24;

    /// <summary>Gets the bytes of a row.</summary>
    /// <param name="row">A value a column.</param>
    public static long Of(object?[] row)
    {
        var bytes = (long)ArrayBytes + (SlotBytes * row.Length);
        foreach (var value in row)
        {
            bytes += value switch
            {
                null => 0,
                string text => ArrayBytes + (2L * text.Length),
                byte[] blob => ArrayBytes + blob.Length,
                _ => BoxBytes,
            };
        }

        return bytes;
    }
}
