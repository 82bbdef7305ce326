using ActorBackfill.Domain.Plans;
using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class OrdinalSetCodecTests
{
    private static readonly Gen<(long First, long Count)> Runs = Gen.Choose(0, 300)
        .SelectMany(low => Gen.Elements(0L, 65_400, 131_000, 1L << 40, long.MaxValue - 1_000).Select(block => block + low))
        .SelectMany(first => Gen.Choose(1, 600).Select(count => (first, (long)count)));

    [Fact]
    public void What_was_written_is_read() => Some.Holds(Prop.ForAll(Runs.ListOf().ToArbitrary(), runs =>
    {
        var set = new OrdinalSet();
        foreach (var (first, count) in runs)
        {
            set.AddRange(first, count);
        }

        return OrdinalSetCodec.Read(OrdinalSetCodec.Write(set)).All().SequenceEqual(set.All());
    }));

    [Fact]
    public void A_million_consecutive_ordinals_take_a_few_bytes()
    {
        var set = new OrdinalSet();
        set.AddRange(1L << 50, 1_000_000);

        Assert.InRange(OrdinalSetCodec.Write(set).Length, 1, 16);
        Assert.Equal(1_000_000, OrdinalSetCodec.Read(OrdinalSetCodec.Write(set)).Count);
    }

    [Theory]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0x05 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x00 })]
    public void Bytes_that_are_no_set_are_refused(byte[] bytes) => Assert.Throws<FormatException>(() => OrdinalSetCodec.Read(bytes));
}
