using ActorBackfill.Domain.Plans;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class PlaceSetTests
{
    [Fact]
    public void Places_are_numbered_and_counted() => Some.Holds(Prop.ForAll(
        Gen.Choose(1, 5_000).SelectMany(size => Gen.Choose(0, size - 1).ListOf().Select(places => (size, places))).ToArbitrary(), given =>
        {
            var set = new PlaceSet(given.size, given.places.Select(p => (long)p));
            var expected = given.places.Distinct().Order().Select(p => (long)p).ToList();
            return set.Count == expected.Count
                && set.All().SequenceEqual(expected)
                && expected.Select((place, i) => set.Select(i) == place && set.Rank(place) == i && set.Contains(place)).All(ok => ok);
        }));
}
