using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Tests.Plans;
using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Checkpoints;

public sealed class SettledUnitsTests
{
    internal static readonly Gen<SettledUnit> Units =
        Gen.Choose(0, 100_000).SelectMany(low => Gen.Elements(0L, 1L << 41, long.MaxValue - 100_000).SelectMany(high =>
            Gen.Elements(UnitOutcome.Done, UnitOutcome.Empty).SelectMany(outcome => Gen.Elements(1, 2, 100, int.MaxValue).SelectMany(attempt =>
                Gen.Elements(0, 1, 999, int.MaxValue).SelectMany(rows => Gen.Elements(0UL, 1UL, ulong.MaxValue).Select(hash =>
                    new SettledUnit(high + low, outcome, attempt, outcome == UnitOutcome.Empty ? 0 : rows, rows, hash)))))));

    [Fact]
    public void What_is_packed_is_unpacked_in_its_order() =>
        Some.Holds(Prop.ForAll(Units.ListOf().ToArbitrary(), units => SettledUnits.Unpack(SettledUnits.Pack([.. units])).SequenceEqual(units)));

    [Fact]
    public void A_text_cut_anywhere_is_noticed() => Some.Holds(Prop.ForAll(Units.NonEmptyListOf().ToArbitrary(), units =>
    {
        var packed = SettledUnits.Pack([.. units]);
        return Enumerable.Range(0, packed.Length).All(length => Refuses(packed[..length]));
    }));

    [Fact]
    public void A_text_with_more_behind_it_is_noticed() =>
        Assert.True(Refuses(Convert.ToBase64String([.. Convert.FromBase64String(SettledUnits.Pack([new(5, UnitOutcome.Done, 1, 1, 1, 1)])), 0])));

    [Fact]
    public void No_text_makes_it_stumble() => Some.Holds(Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        try
        {
            return SettledUnits.Unpack(Convert.ToBase64String(bytes ?? [])).All(u => u.Ordinal >= 0 && u.Outcome.IsInLedger());
        }
        catch (CorruptEventException)
        {
            return true;
        }
    }));

    [Fact]
    public void Neighbours_take_few_characters()
    {
        var units = Enumerable.Range(0, SettledUnits.MaxUnits).Select(i => new SettledUnit(1_000_000 + i, UnitOutcome.Done, 1, 12, 40, ulong.MaxValue)).ToList();
        Assert.InRange(SettledUnits.Pack(units).Length, 0, 17 * SettledUnits.MaxUnits);
    }

    private static bool Refuses(string packed)
    {
        try
        {
            SettledUnits.Unpack(packed);
            return false;
        }
        catch (CorruptEventException)
        {
            return true;
        }
    }
}
