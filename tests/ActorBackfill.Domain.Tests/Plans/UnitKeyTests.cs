using ActorBackfill.Domain.Plans;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class UnitKeyTests
{
    [Fact]
    public void Names_stand_in_ordinal_order_and_everything_else_is_percent_encoded() => Assert.Equal(
        "A=%C3%BC/month=2025-09/state=N%2FA%3D%25",
        Format([new("state", "N/A=%"), new("month", "2025-09"), new("A", "ü")]));

    [Fact]
    public void A_key_that_is_read_gives_back_what_was_written()
    {
        var text = Gen.Elements("", "a", "b/c", "=", "%", "%2F", "ü", "\n", "x y", "\U0001F600");
        Some.Holds(Prop.ForAll(text.ArrayOf(3).ToArbitrary(), values =>
        {
            KeyValuePair<string, string>[] pairs = [new("n", values[0]), new("a/b=", values[1]), new("Z", values[2])];
            return UnitKey.TryParse(Format(pairs)) is { } read && pairs.All(p => read[p.Key] == p.Value) && read.Count == 3;
        }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("=a")]
    [InlineData("a=1/")]
    [InlineData("/a=1")]
    [InlineData("a=1/a=2")]
    public void What_is_no_key_is_not_read(string text) => Assert.Null(UnitKey.TryParse(text));

    private static string Format(KeyValuePair<string, string>[] values) => UnitKey.Format(UnitKey.Parts(values.Select(v => v.Key)), values);
}
