using ActorBackfill.Domain.Checkpoints;

namespace ActorBackfill.Domain.Tests.Checkpoints;

public sealed class CheckpointCodecTests
{
    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, Events.OneOfEach().Count())];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_event_is_read_as_it_was_written(int kind)
    {
        var one = Events.OneOfEach().ElementAt(kind);
        var read = CheckpointCodec.Read(CheckpointCodec.Write(one), CheckpointCodec.Manifest(one));
        Assert.Equal(one.GetType(), read.GetType());
        Assert.Equal(CheckpointCodec.Write(one), CheckpointCodec.Write(read));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_bit_that_turned_over_is_noticed_wherever_it_stands(int kind)
    {
        var one = Events.OneOfEach().ElementAt(kind);
        var bytes = CheckpointCodec.Write(one);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<CorruptEventException>(() => CheckpointCodec.Read(bytes, CheckpointCodec.Manifest(one)));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void An_event_cut_anywhere_is_noticed()
    {
        var bytes = CheckpointCodec.Write(Events.Settled(1, null, Events.Unit(1)));
        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Throws<CorruptEventException>(() => CheckpointCodec.Read(bytes.AsSpan(0, length), "us1")));
    }

    [Theory]
    [InlineData("us2")]
    [InlineData("")]
    [InlineData("System.String")]
    public void An_event_of_a_version_to_come_is_refused_by_name(string manifest)
    {
        var e = Assert.Throws<CorruptEventException>(() => CheckpointCodec.Read(CheckpointCodec.Write(Events.Closed(1)), manifest));
        Assert.Contains($"'{manifest}'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_events_have_a_manifest() => Assert.Throws<ArgumentException>(() => CheckpointCodec.Manifest("text"));

    [Fact]
    public void No_name_of_a_type_is_stored() => Assert.All(
        Events.OneOfEach(),
        one => Assert.DoesNotContain("ActorBackfill", System.Text.Encoding.UTF8.GetString(CheckpointCodec.Write(one)), StringComparison.Ordinal));

    [Fact]
    public void A_full_group_fits_an_event()
    {
        var units = Enumerable.Range(0, SettledUnits.MaxUnits).Select(i => Events.Unit(i * 1_000_003L) with { Rows = 1_000_000, Milliseconds = 600_000 }).ToArray();
        Assert.InRange(CheckpointCodec.Write(Events.Settled(long.MaxValue, null, units)).Length, 0, CheckpointCodec.MaxBytes);
    }
}
