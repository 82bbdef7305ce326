namespace ActorBackfill.Hocon.Tests;

public sealed class HoconErrorPositionTests
{
    [Fact]
    public void Independent_errors_are_reported_together()
    {
        const string text = """
            a = x * y
            b { c = [1, 2
              3 & 4] , d = 5
              e 7
            }
            ok = 1
            f = "open
            g = ${no
            } = 4
            """;
        Assert.Equal(
            [
                "test.conf:1:7: '*' must stand in quotes",
                "test.conf:3:5: '&' must stand in quotes",
                "test.conf:4:3: the key \"e 7\" has no value: expected '=', ':', '+=' or '{' after it",
                "test.conf:7:5: the quote opened here is not closed on its line",
                "test.conf:8:5: the '${' opened here is not closed by a '}' after its path",
            ],
            Hocon.Errors(text).Take(5));
    }

    [Fact]
    public void Reading_stops_after_twenty_errors()
    {
        var errors = Hocon.Errors(string.Concat(Enumerable.Repeat("a = *\n", 1_000)));
        Assert.Equal((21, "test.conf:20:5: too many errors: the rest is not read"), (errors.Length, errors[^1]));
    }

    [Fact]
    public void The_message_of_the_exception_is_all_lines() =>
        Assert.Equal(
            "j.conf:1:5: '*' must stand in quotes\nj.conf:2:5: '&' must stand in quotes",
            Assert.Throws<HoconException>(() => HoconParser.Parse("a = *\nb = &", "j.conf")).Message);

    [Fact]
    public void Lines_and_columns_count_through_every_line_end_and_triple_quotes()
    {
        var value = Hocon.Of("a = 1\r\n\r\nb = \"\"\"x\ny\r\nz\"\"\", c = 2\n\t d { e = [\n3] }");
        Assert.Equal("test.conf:1:5", value.Find("a")!.Position.ToString());
        Assert.Equal("test.conf:3:5", value.Find("b")!.Position.ToString());
        Assert.Equal("test.conf:5:11", value.Find("c")!.Position.ToString());
        Assert.Equal("test.conf:6:5", value.Find("d")!.Position.ToString());
        Assert.Equal("test.conf:7:1", value.Find("d.e")!.AsArray()!.Items[0].Position.ToString());
        Assert.Equal("test.conf:6:3", value.TryGetMember("d")!.KeyPosition.ToString());
    }

    [Fact]
    public void A_value_through_a_substitution_keeps_its_own_place() =>
        Assert.Equal("test.conf:2:5", Hocon.Of("a = ${b}\nb = 1").Find("a")!.Position.ToString());

    [Theory]
    [InlineData("a = b = c", "test.conf:1:7: expected a comma or a new line before '='; a text with such a character needs quotes")]
    [InlineData("url = http://x", "test.conf:1:11: expected a comma or a new line before ':'; a text with such a character needs quotes")]
    [InlineData("a = [b: c]", "test.conf:1:7: expected a comma or a new line before ':' in a list; a text with such a character needs quotes")]
    [InlineData("a", "test.conf:1:1: the key a has no value: expected '=', ':', '+=' or '{' after it")]
    [InlineData("a = ", "test.conf:1:5: expected a value, not the end of the file")]
    [InlineData("a = [1\n", "test.conf:1:5: the '[' opened here is not closed")]
    [InlineData("{a = 1} b = 2", "test.conf:1:9: 'b' after the end of the object")]
    [InlineData("= 1", "test.conf:1:1: expected a key, not '='")]
    public void Every_error_says_what_was_expected(string text, string error) => Assert.Equal(error, Hocon.Error(text));
}
