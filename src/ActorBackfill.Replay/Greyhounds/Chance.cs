namespace ActorBackfill.Replay.Greyhounds;

/// <summary>A stream of chance from one seed, in whole numbers only: the same on every machine.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from the first to the last, both included.</summary>
    public int Between(int first, int last) => first + (int)(Next() % (ulong)(last - first + 1));

    public bool OneIn(int number) => Between(1, number) == 1;

    public T Of<T>(IReadOnlyList<T> values) => values[Between(0, values.Count - 1)];

    /// <summary>The numbers from 0 up to, not including, a count, in an order of chance.</summary>
    public int[] Shuffled(int count)
    {
        int[] numbers = [.. Enumerable.Range(0, count)];
        for (var last = count - 1; last > 0; last--)
        {
            var other = Between(0, last);
            (numbers[last], numbers[other]) = (numbers[other], numbers[last]);
        }

        return numbers;
    }

    private ulong Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15);
        return StableHash.Mix(_state);
    }
}
