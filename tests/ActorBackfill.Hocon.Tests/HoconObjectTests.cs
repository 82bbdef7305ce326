namespace ActorBackfill.Hocon.Tests;

public sealed class HoconObjectTests
{
    [Fact]
    public void Members_keep_the_order_of_their_first_appearance() =>
        Assert.Equal(["b", "a", "c"], Hocon.Of("b = 1, a = 2, c = 3, a = 4, b = 5").Members.Select(member => member.Key));

    [Theory]
    [InlineData("{ a : { x : 1 } }", "{ a : 42 }", "{ a : { y : 2 } }", "{ a : { x : 1 } }")]
    [InlineData("{ a : { x : 1 } }", "{ a : { y : 2 } }", "{ a : 42 }", "{ a : { x : 1, y : 2 } }")]
    public void Merging_goes_pair_by_pair_from_the_top(string first, string second, string third, string merged)
    {
        // From the bottom up, as the pairs of the specification: a plain value hides what lies below it.
        var value = Hocon.Of(first).WithFallback(Hocon.Of(second).WithFallback(Hocon.Of(third)));
        Assert.True(Hocon.Of(merged).SameContentAs(value), HoconPrinter.Print(value));
    }

    [Fact]
    public void A_path_finds_through_objects_only()
    {
        var value = Hocon.Of("a { \"b.c\" { d = 1 }, e = [1], n = null }");
        Assert.Equal("1", ((HoconScalar)value.Find("a.\"b.c\".d")!).Text);
        Assert.Null(value.Find("a.b.c.d"));
        Assert.Null(value.Find("a.e.0"));
        Assert.True(((HoconScalar)value.Find("a.n")!).IsNull);
        Assert.Throws<HoconException>(() => value.Find("a..b"));
        Assert.Throws<HoconException>(() => value.Find(""));
        Assert.Throws<HoconException>(() => value.Find("a=b"));
    }

    [Fact]
    public void Printing_is_readable() => Assert.Equal(
        """
        a {
          "b.c" = 1
          d = [
            "x y"
            {}
            []
            {
              n = null
            }
          ]
        }
        "include" = "tab\t\"q\"\\"
        "" = true

        """,
        HoconPrinter.Print(Hocon.Of("a { \"b.c\" = 1, d = [x y, {}, [], {n = null}] }\n\"include\" = \"tab\\t\\\"q\\\"\\\\\"\n\"\" = true")));
}
