using ActorBackfill.Domain.Plans;
using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class OrdinalSetTests
{
    // Few enough values that they meet again, around the edges of blocks, and far away.
    private static readonly Gen<long> Ordinals = Gen.Choose(0, 300).SelectMany(low => Gen.Elements(0L, 65_400, 131_000, 1L << 40, long.MaxValue - 300).Select(block => block + low));

    [Fact]
    public void A_set_does_what_a_hash_set_does() => Some.Holds(Prop.ForAll(
        Ordinals.SelectMany(o => Gen.Elements(true, true, false).Select(add => (Ordinal: o, IsAdded: add))).ListOf().ToArbitrary(),
        steps =>
        {
            var set = new OrdinalSet();
            var model = new HashSet<long>();
            var agrees = true;
            foreach (var (ordinal, isAdded) in steps)
            {
                agrees &= isAdded ? set.Add(ordinal) == model.Add(ordinal) : set.Remove(ordinal) == model.Remove(ordinal);
            }

            return agrees && set.Count == model.Count && set.All().SequenceEqual(model.Order()) && steps.All(s => set.Contains(s.Ordinal) == model.Contains(s.Ordinal));
        }));

    [Fact]
    public void A_dense_block_does_what_a_hash_set_does()
    {
        var (set, model, random) = (new OrdinalSet(), new HashSet<long>(), new Random(7));
        for (var i = 0; i < 60_000; i++)
        {
            var ordinal = random.Next(0, 70_000);
            Assert.Equal(i % 3 > 0 ? model.Add(ordinal) : model.Remove(ordinal), i % 3 > 0 ? set.Add(ordinal) : set.Remove(ordinal));
        }

        Assert.Equal(model.Order(), set.All());
        Assert.Equal(model.Count, set.Count);
    }

    [Fact]
    public void A_range_is_its_ordinals_one_by_one() => Some.Holds(Prop.ForAll(
        Ordinals.SelectMany(o => Gen.Choose(0, 200).SelectMany(small => Gen.Elements(0, 0, 5_000, 70_000).Select(large => (First: o, Count: (long)small + large))))
            .Where(r => r.First < long.MaxValue - 100_000).ListOf().Where(r => r.Count < 6).ToArbitrary(),
        ranges =>
        {
            var (set, model) = (new OrdinalSet(), new HashSet<long>());
            foreach (var (first, count) in ranges)
            {
                set.AddRange(first, count);
                model.UnionWith(Enumerable.Range(0, (int)count).Select(i => first + i));
            }

            return set.Count == model.Count && set.All().SequenceEqual(model.Order())
                && ranges.All(r => set.CountIn(r.First, r.Count) == r.Count && set.CountIn(r.First - Math.Min(r.First, 7), r.Count / 2)
                    == model.Count(o => o >= r.First - Math.Min(r.First, 7) && o < r.First - Math.Min(r.First, 7) + (r.Count / 2)));
        }));

    [Fact]
    public void A_range_may_end_where_numbers_end()
    {
        var set = new OrdinalSet();
        set.AddRange(long.MaxValue - 9, 10);
        Assert.Equal(10, set.CountIn(long.MaxValue - 99_999, 100_000));
        Assert.True(set.Contains(long.MaxValue));
    }

    [Fact]
    public void Runs_are_the_set_again() => Some.Holds(Prop.ForAll(Ordinals.ListOf().ToArbitrary(), ordinals =>
    {
        var set = new OrdinalSet();
        ordinals.ToList().ForEach(o => set.Add(o));
        var runs = set.Runs().ToList();
        return runs.SelectMany(r => Enumerable.Range(0, (int)r.Count).Select(i => r.First + i)).SequenceEqual(set.All())
            && runs.Zip(runs.Skip(1)).All(p => p.First.First + p.First.Count < p.Second.First);
    }));

    [Fact]
    public void A_copy_is_not_touched_by_later_changes()
    {
        var set = new OrdinalSet();
        Enumerable.Range(0, 5000).ToList().ForEach(i => set.Add(i));
        set.Add(1L << 30);
        var copy = set.Copy();
        set.Remove(7);
        set.Remove(1L << 30);
        set.Add(9000);
        Assert.Equal((5001, true, true, false), (copy.Count, copy.Contains(7), copy.Contains(1L << 30), copy.Contains(9000)));
    }

    [Fact]
    public void A_negative_ordinal_is_never_in_it()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrdinalSet().Add(-1));
        Assert.False(new OrdinalSet().Contains(-1));
    }
}
