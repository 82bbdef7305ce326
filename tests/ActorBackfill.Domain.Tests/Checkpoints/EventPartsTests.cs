using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Domain.Tests.Checkpoints;

public sealed class EventPartsTests
{
    public static TheoryData<string> Texts => ["", "x", "ü", "\"", "\ud83d\ude00", "\n", "+"];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_thousand_failures_with_the_longest_texts_are_events_below_the_cap(string of)
    {
        var text = ClosedUnit.Shorten(string.Concat(Enumerable.Repeat(of, 1_001)));
        var units = Enumerable.Range(0, 1_000)
            .Select(i => new ClosedUnit(long.MaxValue - i, UnitOutcome.Quarantined, int.MaxValue, "unexpected-content", text, int.MaxValue)).ToList();

        var parts = EventParts.Of(units).ToList();

        Assert.Equal(units, parts.SelectMany(p => p));
        Assert.All(parts, part => Assert.InRange(SizeOf(new UnitsClosed(new string('f', 32), Events.At, part)), 1, CheckpointCodec.MaxBytes));
    }

    [Fact]
    public void Scattered_ordinals_of_a_reverted_sink_are_events_below_the_cap()
    {
        var runs = Enumerable.Range(0, 100_000).Select(i => (long.MaxValue - (i * 2L), 1L)).ToList();

        var parts = EventParts.Of(runs).ToList();

        Assert.Equal(runs, parts.SelectMany(p => p.Chunk(2).Select(r => (r[0], r[1]))));
        Assert.All(parts, part => Assert.InRange(SizeOf(new SinkReverted(long.MaxValue, new string('f', 32), new string('f', 32), Events.At, part)), 1, CheckpointCodec.MaxBytes));
    }

    [Fact]
    public void Long_values_of_a_list_are_events_below_the_cap()
    {
        var values = Enumerable.Range(0, 2_000).Select(i => new string('ü', 200) + i).ToList();

        var parts = EventParts.Of(values).ToList();

        Assert.Equal(values, parts.SelectMany(p => p));
        Assert.All(parts, part => Assert.InRange(SizeOf(new ValuesRegistered("state", int.MaxValue, part)), 1, CheckpointCodec.MaxBytes));
    }

    [Fact]
    public void Few_items_are_one_event_and_none_are_none()
    {
        Assert.Equal(["a", "b"], Assert.Single(EventParts.Of(["a", "b"])).AsEnumerable());
        Assert.Empty(EventParts.Of(Array.Empty<string>()));
    }

    [Fact]
    public void An_event_beyond_the_cap_is_not_written()
    {
        var e = Assert.Throws<ArgumentException>(() => CheckpointCodec.Write(new ValuesRegistered("state", 0, [new string('x', CheckpointCodec.MaxBytes)])));
        Assert.Contains("ValuesRegistered", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_scattered_units_with_the_largest_numbers_are_an_event_below_the_cap()
    {
        var random = new Random(1);
        var units = Enumerable.Range(0, SettledUnits.MaxUnits)
            .Select(i => new SettledUnit(
                i % 2 == 0 ? i : long.MaxValue - i, UnitOutcome.Done, int.MaxValue, int.MaxValue, int.MaxValue, unchecked((ulong)random.NextInt64())))
            .ToArray();

        Assert.InRange(SizeOf(Events.Settled(long.MaxValue, new string('f', 32), units)), 1, CheckpointCodec.MaxBytes);
    }

    [Fact]
    public void A_text_is_shortened_between_characters()
    {
        Assert.Equal(1_000, ClosedUnit.Shorten(new string('x', 5_000)).Length);
        Assert.Equal(999, ClosedUnit.Shorten(new string('x', 999) + "\ud83d\ude00").Length);
        Assert.Equal("short", ClosedUnit.Shorten("short"));
    }

    private static int SizeOf(ICheckpointEvent one) => CheckpointCodec.Write(one).Length;
}
