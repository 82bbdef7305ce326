using System.Collections.Immutable;

namespace ActorBackfill.Domain.Budgets;

/// <summary>
/// The requests of the last minute, hour or day, counted in slices. A slice counts until all of it is older than the window, so that no
/// window of that length, wherever the server's own begins, ever holds more than the quota. That costs at most one slice in 120.
/// </summary>
/// <param name="Length">How long it is; one of <see cref="Lengths"/>.</param>
/// <param name="Slices">Which slices have requests, oldest first.</param>
public sealed record QuotaWindow(TimeSpan Length, ImmutableArray<QuotaSlice> Slices)
{
    private const int SlicesOfWindow = 120;

    /// <summary>Gets the windows there are: a minute, an hour, a day.</summary>
    public static ImmutableArray<TimeSpan> Lengths { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1)];

    /// <summary>Gets the requests that count.</summary>
    public long Used => Slices.Sum(s => s.Count);

    private long SliceTicks => Length.Ticks / SlicesOfWindow;

    /// <summary>Forgets what is older than the window.</summary>
    /// <param name="now">The budget's time.</param>
    public QuotaWindow At(TimeSpan now) =>
        Slices.IsEmpty || EndOf(Slices[0]) > now ? this : this with { Slices = [.. Slices.Where(s => EndOf(s) > now)] };

    /// <summary>Adds requests that start now.</summary>
    /// <param name="now">The budget's time.</param>
    /// <param name="count">How many.</param>
    public QuotaWindow Add(TimeSpan now, int count)
    {
        var number = now.Ticks / SliceTicks;
        return Slices is [.., { } last] && last.Number == number
            ? this with { Slices = Slices.SetItem(Slices.Length - 1, last with { Count = last.Count + count }) }
            : this with { Slices = Slices.Add(new QuotaSlice(number, count)) };
    }

    /// <summary>Gets when there is room for one more request; now when there is.</summary>
    /// <param name="most">The quota.</param>
    /// <param name="now">The budget's time.</param>
    public TimeSpan RoomAt(long most, TimeSpan now)
    {
        var over = Used - most;
        for (var i = 0; over >= 0 && i < Slices.Length; i++)
        {
            over -= Slices[i].Count;
            if (over < 0)
            {
                return EndOf(Slices[i]);
            }
        }

        return now;
    }

    private TimeSpan EndOf(QuotaSlice slice) => TimeSpan.FromTicks((slice.Number + 1) * SliceTicks) + Length;
}

/// <summary>The requests of a slice of a <see cref="QuotaWindow"/>.</summary>
/// <param name="Number">Which one, counted from the budget's beginning.</param>
/// <param name="Count">How many requests started in it.</param>
public sealed record QuotaSlice(long Number, long Count);
