namespace ActorBackfill.Hocon.Tests;

public sealed class HoconObjectReaderTests
{
    private readonly HoconErrors _errors = [];

    private enum Paging
    {
        None,
        PageNumber,
        Cursor,
    }

    [Fact]
    public void Every_type_is_read()
    {
        var reader = Read("""
            t = text here, n = 12, i = -3, l = 5000000000, r = 1.5e3, b = yes, d = 1.5 s, s = 16 MiB, q = 100/min
            list = [a, 2, true], ints = [1, 2], c = page-number, o { x = 1 }, named { p { y = 1 }, "q r" { y = 2 } }, os = [{ z = 1 }, { z = 2 }]
            """);
        Assert.Equal(("text here", "12"), (reader.Text("t"), reader.Text("n")));
        Assert.Equal((-3, 5_000_000_000L, 1500d), (reader.Integer("i"), reader.LongInteger("l"), reader.Real("r")));
        Assert.True(reader.Boolean("b"));
        Assert.Equal((TimeSpan.FromSeconds(1.5), 16L << 20, 100 / 60d), (reader.Duration("d"), reader.Size("s"), reader.Rate("q")));
        Assert.Equal(["a", "2", "true"], reader.TextList("list").ToArray());
        Assert.Equal([1L, 2L], reader.IntegerList("ints").ToArray());
        Assert.Equal(Paging.PageNumber, reader.Choice<Paging>("c"));
        Assert.Equal(1, reader.Object("o").Integer("x"));
        Assert.Equal([("p", 1, "named.p"), ("q r", 2, "named.\"q r\"")], reader.NamedObjects("named").Select(o => (o.Name, o.Reader.Integer("y"), o.Reader.Path)));
        Assert.Equal([1, 2], reader.ObjectList("os").Select(o => o.Integer("z")));
        reader.Finish();
        Assert.Empty(_errors);
    }

    [Fact]
    public void Missing_and_null_keys_take_their_default()
    {
        var reader = Read("null = null");
        Assert.Equal(("x", 1, 2L, 3d, true), (reader.Text("null", "x"), reader.Integer("a", 1), reader.LongInteger("b", 2), reader.Real("c", 3), reader.Boolean("d", true)));
        Assert.Equal((TimeSpan.MaxValue, 4L, 5d, Paging.Cursor), (reader.Duration("e", TimeSpan.MaxValue), reader.Size("f", 4), reader.Rate("g", 5), reader.Choice("h", Paging.Cursor)));
        Assert.Null(reader.OptionalText("null"));
        Assert.Null(reader.OptionalInteger("i"));
        Assert.Null(reader.OptionalObject("j"));
        Assert.Empty(reader.TextList("k"));
        Assert.Empty(reader.NamedObjects("l"));
        Assert.False(reader.Has("null"));
        reader.Finish();
        Assert.Empty(_errors);
    }

    [Fact]
    public void Every_error_comes_with_place_path_value_and_what_was_expected()
    {
        var reader = Read("""
            workers = many
            retry { delay = 5 parsecs, max = 1.5, size = -1, rate = 2/0s }
            paging = curser
            list = [a, {b = 1}, null]
            source = here
            named { x = 1 }
            null = null
            """);
        Assert.Equal((0, TimeSpan.Zero, 7), (reader.Integer("workers"), reader.Object("retry").Duration("delay"), reader.Object("retry").Integer("max", 7)));
        _ = (reader.Object("retry").Size("size"), reader.Object("retry").Rate("rate"), reader.Choice<Paging>("paging"));
        _ = (reader.TextList("list"), reader.Object("source").Text("path"), reader.NamedObjects("named"), reader.Text("null"), reader.Text("gone"));
        reader.Object("absent").Object("below").Text("deep");
        Assert.Equal(
            [
                "test.conf:1:11: workers: \"many\": expected a whole number up to 2,147,483,647",
                "test.conf:2:17: retry.delay: \"5 parsecs\": expected a duration such as 250ms, 5s, 10 minutes",
                "test.conf:2:34: retry.max: 1.5: expected a whole number up to 2,147,483,647",
                "test.conf:2:46: retry.size: -1: expected a size such as 500 kB, 16 MiB",
                "test.conf:2:57: retry.rate: \"2/0s\": expected a rate such as 2/s, 100/min, 5000/h",
                "test.conf:3:10: paging: \"curser\": expected none, page-number, cursor; did you mean cursor?",
                "test.conf:4:12: list[1]: an object: expected a text",
                "test.conf:4:21: list[2]: null: expected a text",
                "test.conf:5:10: source: \"here\": expected an object in braces",
                "test.conf:6:13: named.x: 1: expected an object in braces",
                "test.conf:7:8: null: is null: it needs a value",
                "test.conf:1:1: gone: is missing",
                "test.conf:1:1: absent: is missing",
            ],
            _errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Unknown_keys_are_errors_with_the_word_that_was_meant()
    {
        var reader = Read("wrokers = 1\nworkers = 2\nsource { bsae = 1, zzz = 2 }\n\"a b\" = 3");
        _ = (reader.Integer("workers"), reader.Object("source").Text("base", ""));
        reader.Finish();
        reader.Finish();
        Assert.Equal(
            [
                "test.conf:1:1: wrokers: unknown key; did you mean workers?",
                "test.conf:4:1: \"a b\": unknown key",
                "test.conf:3:10: source.bsae: unknown key; did you mean base?",
                "test.conf:3:20: source.zzz: unknown key",
            ],
            _errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Collected_errors_are_thrown_together()
    {
        _errors.ThrowIfAny();
        var reader = Read("a = 1");
        reader.Error("a", "must be 2");
        reader.Error("b", "must be there");
        Assert.Equal("test.conf:1:5: a: must be 2\ntest.conf:1:1: b: must be there", Assert.Throws<HoconException>(_errors.ThrowIfAny).Message);
    }

    [Fact]
    public void An_object_with_numeric_keys_is_a_list_where_a_list_is_read()
    {
        Assert.Equal(["a", "b", "c"], Read("l { 10 = c, 0 = a, 2 = b, x = y }").TextList("l").ToArray());
        Hocon.Same("b { 0 = 2 }, a = [1, 2]", "b { 0 = 2 }, a = [1] ${b}");
        Assert.Null(Hocon.Of("x = 1").AsArray());
    }

    private HoconObjectReader Read(string text) => new(Hocon.Of(text), "", _errors);
}
