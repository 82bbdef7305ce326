using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Domain.Tests.Plans;
using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Rows;

public sealed class ContentHashTests
{
    private static readonly Arbitrary<ContentHash[]> Hashes = Gen.Elements(0UL, 1UL, 1UL << 63, ulong.MaxValue, 0x0123456789abcdefUL).ArrayOf(4)
        .Select(p => new ContentHash(p[0], p[1], p[2], p[3])).ArrayOf().ToArbitrary();

    [Fact]
    public void Order_does_not_matter() => Some.Holds(Prop.ForAll(Hashes, hashes => Sum(hashes) == Sum(hashes.Reverse())));

    [Fact]
    public void What_was_added_can_be_taken_away() =>
        Some.Holds(Prop.ForAll(Hashes, hashes => hashes.All(h => Sum(hashes).Subtract(h).Add(h) == Sum(hashes) && h.Subtract(h) == ContentHash.Empty)));

    [Fact]
    public void The_sum_is_that_of_the_numbers() => Some.Holds(Prop.ForAll(Hashes, hashes =>
    {
        var modulus = System.Numerics.BigInteger.One << 256;
        var sum = hashes.Aggregate(System.Numerics.BigInteger.Zero, (s, h) => (s + new System.Numerics.BigInteger(h.ToBytes(), isUnsigned: true, isBigEndian: true)) % modulus);
        return sum == new System.Numerics.BigInteger(Sum(hashes).ToBytes(), isUnsigned: true, isBigEndian: true);
    }));

    [Fact]
    public void Its_binary_form_is_read_back() => Some.Holds(Prop.ForAll(Hashes, hashes => hashes.All(h => ContentHash.Read(h.ToBytes()) == h && h.ToString().Length == 64)));

    [Fact]
    public void A_row_that_comes_twice_does_not_cancel_itself()
    {
        var row = Hash("a", 1L);
        Assert.NotEqual(ContentHash.Empty, row + row);
        Assert.NotEqual(row, row + row + row);
    }

    [Fact]
    public void Values_of_different_types_are_different_rows()
    {
        object?[] values = [1L, 1.0, "1", null, "", "null", 0L, 0.0, "0", new byte[] { 49 }, Array.Empty<byte>(), "\u0001"];
        Assert.Equal(values.Length, values.Select(v => Hash(v, null)).Distinct().Count());
    }

    [Fact]
    public void Text_does_not_flow_over_into_the_next_column()
    {
        Assert.NotEqual(Hash("ab", "c"), Hash("a", "bc"));
        Assert.NotEqual(Hash("a", null), Hash(null, "a"));
        Assert.NotEqual(Hash(new string('x', 5000), "y"), Hash(new string('x', 5001), "y"));
    }

    [Fact]
    public void Columns_count_by_name_not_by_place()
    {
        var (a, b) = (new ColumnDefinition("a", "a"), new ColumnDefinition("b", "b"));
        Assert.Equal(new RowHasher(Table(a, b)).Hash(["1", "2"]), new RowHasher(Table(b, a)).Hash(["2", "1"]));
    }

    [Fact]
    public void Volatile_columns_and_ours_do_not_count()
    {
        var hasher = new RowHasher(Table(new ColumnDefinition("a", "a"), new ColumnDefinition("at", "at", IsVolatile: true), new ColumnDefinition("_unit", "$unit.date")));
        Assert.Equal(hasher.Hash(["1", "x", "y"]), hasher.Hash(["1", "z", null]));
        Assert.Equal(new RowHasher(Table(new ColumnDefinition("a", "a"))).Hash(["1"]), hasher.Hash(["1", "x", "y"]));
    }

    [Fact]
    public void The_hash_of_a_row_is_what_it_was_in_every_version() => Assert.Equal(
        // SHA-256 of 01 0000000000000001 | 03 00000001 61.
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([1, 0, 0, 0, 0, 0, 0, 0, 1, 3, 0, 0, 0, 1, 0x61])),
        Hash(1L, "a").ToString());

    [Fact]
    public void A_value_that_no_row_can_hold_is_a_bug() => Assert.Throws<ArgumentException>(() => Hash(1, null));

    private static ContentHash Sum(IEnumerable<ContentHash> hashes) => hashes.Aggregate(ContentHash.Empty, (sum, hash) => sum + hash);

    private static ContentHash Hash(object? a, object? b) => new RowHasher(Table(new ColumnDefinition("a", "a"), new ColumnDefinition("b", "b"))).Hash([a, b]);

    private static TableDefinition Table(params ColumnDefinition[] columns) => new("t", [.. columns], ["a"]);
}
