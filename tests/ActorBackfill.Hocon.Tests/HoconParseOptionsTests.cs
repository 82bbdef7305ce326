namespace ActorBackfill.Hocon.Tests;

public sealed class HoconParseOptionsTests
{
    [Theory]
    [InlineData("source.base=http://127.0.0.1:8080/x?y=1#z", "source.base = \"http://127.0.0.1:8080/x?y=1#z\"")]
    [InlineData("workers=7", "workers = 7")]
    [InlineData("workers = 7", "workers = 7")]
    [InlineData("a.\"b.c\"=true", "a { \"b.c\" = true }")]
    [InlineData("a=[1, 2]", "a = [1, 2]")]
    [InlineData("a={x = 1}", "a { x = 1 }")]
    [InlineData("a=\"[1]\"", "a = \"[1]\"")]
    [InlineData("a=", "a = \"\"")]
    [InlineData("a=two words", "a = two words")]
    [InlineData("a=null", "a = null")]
    [InlineData("a=2/s", "a = 2/s")]
    public void A_setting_is_laid_over_the_text(string setting, string same)
    {
        var value = HoconParser.Parse("", options: new HoconParseOptions { Overlays = [setting] });
        Assert.True(Hocon.Of(same).SameContentAs(value), HoconPrinter.Print(value));
    }

    [Fact]
    public void Settings_come_before_substitutions_and_the_last_one_wins()
    {
        var options = new HoconParseOptions { Overlays = ["base=first", "base=second", "list+=3", "copy=${base}/x"] };
        var value = HoconParser.Parse("base = file, url = ${base}/y, list = [1, 2]", options: options);
        Assert.True(Hocon.Of("base = second, url = second/y, list = [1, 2, 3], copy = second/x").SameContentAs(value), HoconPrinter.Print(value));
    }

    [Theory]
    [InlineData("novalue", "--set novalue: expected key=value")]
    [InlineData("=1", "--set : expected a path, not the end of the file")]
    [InlineData("a..b=1", "--set a..b: an element of the path is empty; an empty key needs quotes")]
    [InlineData("a=[1", "--set a: the '[' opened here is not closed")]
    [InlineData("a=[1] x=2", "--set a: '=' after the end of the value; quote it")]
    [InlineData("a=${x}", "--set a: a: ${x} has no value")]
    public void A_wrong_setting_is_reported_by_its_key(string setting, string error) =>
        Assert.Equal([error], Hocon.Errors("", new HoconParseOptions { Overlays = [setting] }));

    [Fact]
    public void A_setting_is_the_position_of_its_value()
    {
        var value = HoconParser.Parse("source { base = x }", "job.conf", new HoconParseOptions { Overlays = ["source.base=y"] });
        Assert.Equal("--set source.base", value.Find("source.base")!.Position.ToString());
        Assert.Equal("job.conf:1:8", value.Find("source")!.Position.ToString());
    }

    [Fact]
    public void What_lies_under_gives_missing_keys_and_sees_what_lies_over()
    {
        var options = new HoconParseOptions
        {
            Fallback = Hocon.Of("a.z = 0, a.w = 0, list = [1]"),
            Underlays = [new HoconText("reference.conf", "a { x = 1, y = ${a.x}1, z = 1 }"), new HoconText("second.conf", "a.z = 2")],
        };
        var value = HoconParser.Parse("a { x = 7 }\nlist = ${list} [2]", "job.conf", options);
        Assert.True(Hocon.Of("a { x = 7, y = \"71\", z = 2, w = 0 }, list = [1, 2]").SameContentAs(value), HoconPrinter.Print(value));
        Assert.Equal("job.conf:1:3", value.Find("a")!.Position.ToString());
        Assert.Equal("reference.conf:1:16", value.Find("a.y")!.Position.ToString());
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a=", "}")]
    [InlineData("{a:[", "]}")]
    [InlineData("a.", "")]
    [InlineData("${", "}")]
    public void A_million_levels_are_an_error(string open, string close)
    {
        var text = "x = " + string.Concat(Enumerable.Repeat(open, 300_000)) + "1" + string.Concat(Enumerable.Repeat(close, 300_000));
        Assert.NotEmpty(Hocon.Errors(open == "a." ? text["x = ".Length..] + "=1" : text));
    }

    [Fact]
    public void The_depth_is_a_setting_and_exact()
    {
        var options = new HoconParseOptions { MaxDepth = 3 };
        Assert.NotNull(HoconParser.Parse("a { b { c = 1 } }", options: options));
        Assert.NotNull(HoconParser.Parse("a.b = [1]", options: options));
        Assert.Equal(["test.conf:1:13: nested deeper than 3"], Hocon.Errors("a { b { c = [1] } }", options));
        Assert.Equal(["test.conf:1:1: nested deeper than 3"], Hocon.Errors("a.b.c.d = 1", options));
        Assert.Contains("after substitution", Assert.Single(Hocon.Errors("a.b = [1], x.y = ${a}", options)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => HoconParser.Parse("", options: options with { MaxDepth = 257 }));
    }

    [Fact]
    public void A_text_that_is_too_long_is_an_error() => Assert.Equal(
        ["test.conf:1:1: longer than 10 bytes"], Hocon.Errors("abcdefgh = 1", new HoconParseOptions { MaxBytes = 10 }));

    [Theory]
    [InlineData("${L}${L}")]
    [InlineData("${L} ${L}")]
    [InlineData("[${L}, ${L}]")]
    [InlineData("{x = ${L}, y = ${L}}")]
    public void A_document_that_doubles_with_every_line_is_an_error(string doubled)
    {
        var lines = Enumerable.Range(1, 60).Select(i => $"a{i} = {doubled.Replace("L", $"a{i - 1}", StringComparison.Ordinal)}");
        var options = new HoconParseOptions { MaxResolvedSize = 100_000 };
        Assert.NotEmpty(Hocon.Errors($"a0 = [xxxx]\n{string.Join('\n', lines)}", options));
        Assert.NotEmpty(Hocon.Errors($"a0 = xxxx\n{string.Join('\n', lines)}", options));
    }

    [Fact]
    public void A_long_chain_of_substitutions_is_an_error_and_a_long_row_of_appends_is_not()
    {
        var chain = string.Join('\n', Enumerable.Range(1, 2_000).Select(i => $"a{i} = ${{a{i + 1}}}"));
        Assert.Contains("a chain of more than", Hocon.Errors(chain)[0], StringComparison.Ordinal);
        var list = HoconParser.Parse(string.Concat(Enumerable.Repeat("a += 1\n", 50_000))).Find("a")!.AsArray()!;
        Assert.Equal(50_000, list.Items.Length);
    }

    [Fact]
    public void Work_on_substitutions_is_bounded()
    {
        var overridden = string.Concat(Enumerable.Repeat("a = ${?b}\n", 20_000));
        var looked = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"x{i} = ${{?a.y}}\n"));
        Assert.Contains("more than 1000000 steps", Hocon.Errors(overridden + looked, new HoconParseOptions { MaxSteps = 1_000_000 })[0], StringComparison.Ordinal);
    }
}
