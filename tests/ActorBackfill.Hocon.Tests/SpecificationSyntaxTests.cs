namespace ActorBackfill.Hocon.Tests;

/// <summary>The published specification, from "Unchanged from JSON" to "Unquoted strings".</summary>
public sealed class SpecificationSyntaxTests
{
    [Fact]
    public void Json_is_read_as_json()
    {
        var value = Hocon.Of("""{"a": {"b": [1, 2.5e3, true, false, null, "x\n\u0041"]}, "c": {}}""");
        var list = Assert.IsType<HoconArray>(value.Find("a.b"));
        Assert.Equal(["1", "2.5e3", "true", "false", "null", "x\nA"], list.Items.Select(item => ((HoconScalar)item).Text));
        Assert.Equal(["number", "number", "boolean", "boolean", "null", "text"], list.Items.Select(item => item.TypeName));
        Assert.Equal(0, Assert.IsType<HoconObject>(value.Find("c")).Count);
    }

    [Theory]
    [InlineData("a = 1 # one\n# two\nb = 2 // three\n//")]
    [InlineData("# c\n\na : 1,\nb : 2")]
    public void Comments_run_to_the_end_of_the_line(string text) => Hocon.Same("{a:1,b:2}", text);

    [Fact]
    public void A_comment_sign_in_quotes_is_text() => Hocon.Same("a = \"x // y # z\"", "a = \"\"\"x // y # z\"\"\"");

    [Theory]
    [InlineData("")]
    [InlineData("\n \t\r\n")]
    [InlineData("# nothing")]
    [InlineData("{}")]
    [InlineData("\ufeff{ }\n")]
    public void A_text_without_fields_is_an_empty_object(string text) => Assert.Equal(0, Hocon.Of(text).Count);

    [Fact]
    public void Root_braces_may_be_left_out() => Hocon.Same("{ a : 1, b : { c : 2 } }", "a : 1\nb { c : 2 }");

    [Fact]
    public void A_closing_brace_without_an_opening_one_is_an_error() =>
        Assert.Equal("test.conf:2:1: '}' without a '{'", Hocon.Error("a = 1\n}"));

    [Fact]
    public void A_brace_that_is_never_closed_is_reported_where_it_was_opened() =>
        Assert.Equal("test.conf:1:3: the '{' opened here is not closed", Hocon.Error("a {\n b = 1\n"));

    [Fact]
    public void A_list_at_the_root_is_an_error() => Assert.Contains("must be an object", Hocon.Error("[1, 2]"), StringComparison.Ordinal);

    [Theory]
    [InlineData("a : 1")]
    [InlineData("a=1")]
    [InlineData("a\t=\t1")]
    [InlineData("\"a\"\n:\n1")]
    public void Colon_and_equals_separate_key_and_value(string text) => Hocon.Same("{\"a\":1}", text);

    [Fact]
    public void Before_a_brace_the_separator_may_be_left_out() => Hocon.Same("\"foo\" : {}", "\"foo\" {}");

    [Theory]
    [InlineData("[1,2,3,]")]
    [InlineData("[1\n2\n3]")]
    [InlineData("[1,\n2\n,3\n]")]
    [InlineData("[\n\n1 # c\n\n2,\n\n3\n,\n]")]
    public void Commas_may_be_new_lines_and_may_trail(string list) => Hocon.Same("a = [1,2,3]", $"a = {list}");

    [Theory]
    [InlineData("a = [1,2,3,,]")]
    [InlineData("a = [,1,2,3]")]
    [InlineData("a = [1,,2,3]")]
    [InlineData("a = 1,,b = 2")]
    [InlineData(",a = 1")]
    [InlineData("{a = 1,,}")]
    public void Two_commas_in_a_row_and_an_initial_comma_are_errors(string text) =>
        Assert.Contains("','", Hocon.Error(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("a = 1, b = 2,")]
    [InlineData("{a = 1\nb = 2,\n}")]
    [InlineData("a = 1\n,\nb = 2")]
    public void The_same_comma_rules_apply_to_fields(string text) => Hocon.Same("{a:1,b:2}", text);

    [Fact]
    public void Every_unicode_space_and_the_byte_order_mark_are_white_space() =>
        Hocon.Same("a = 1", "\ufeff\u00a0\u2007\u202f\u2028\u2029\t\v\f\u001c\u001d\u001e\u001fa\u3000=\ufeff1\r\n");

    [Fact]
    public void A_later_value_overrides_and_objects_merge()
    {
        Hocon.Same("a = 2", "a = 1\na = 2");
        Hocon.Same("""{ "foo" : { "a" : 42, "b" : 43 } }""", """{ "foo" : { "a" : 42 }, "foo" : { "b" : 43 } }""");
        Hocon.Same("""{ "foo" : { "b" : 43 } }""", """{ "foo" : { "a" : 42 }, "foo" : null, "foo" : { "b" : 43 } }""");
        Hocon.Same("a { b { c = 1, d = 3 } }", "a { b { c = 1, d = 2 } }\na.b.d = 3");
    }

    [Theory]
    [InlineData("truefoo", "truefoo")]
    [InlineData("footrue", "footrue")]
    [InlineData("10.0bar", "10.0bar")]
    [InlineData("bar10.0", "bar10.0")]
    [InlineData("/bin/ls", "/bin/ls")]
    [InlineData("2020-12-22", "2020-12-22")]
    [InlineData("-", "-")]
    [InlineData("2/s", "2/s")]
    [InlineData("007", "007")]
    public void Unquoted_text_is_literal(string written, string read)
    {
        var scalar = Assert.IsType<HoconScalar>(Hocon.Of($"a = {written}").Find("a"));
        Assert.Equal((read, HoconScalarKind.String, false), (scalar.Text, scalar.Kind, scalar.WasQuoted));
    }

    [Theory]
    [InlineData("1e+5")]
    [InlineData("-0.25E-3")]
    [InlineData("0")]
    [InlineData("123456789012345678901234567890")]
    public void Numbers_keep_their_text(string written)
    {
        var scalar = Assert.IsType<HoconScalar>(Hocon.Of($"a = {written}").Find("a"));
        Assert.Equal((written, HoconScalarKind.Number), (scalar.Text, scalar.Kind));
    }

    [Theory]
    [InlineData('`')]
    [InlineData('^')]
    [InlineData('?')]
    [InlineData('!')]
    [InlineData('@')]
    [InlineData('*')]
    [InlineData('&')]
    [InlineData('\\')]
    [InlineData('$')]
    [InlineData('+')]
    public void A_forbidden_character_must_be_quoted(char c) =>
        Assert.Equal($"test.conf:1:6: '{c}' must stand in quotes", Hocon.Error($"a = x{c}y"));

    [Theory]
    [InlineData("\"\"\"foo\"\"\"\"", "foo\"")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"\"\"\"\"\"", "\"\"")]
    [InlineData("\"\"\"a\n  \\u0041\n\"\"\"", "a\n  \\u0041\n")]
    public void Triple_quotes_hold_text_as_it_is(string written, string read) =>
        Assert.Equal(read, ((HoconScalar)Hocon.Of($"a = {written}").Find("a")!).Text);

    [Theory]
    [InlineData("a = \"x", "test.conf:1:5: the quote opened here is not closed on its line")]
    [InlineData("a = \"\"\"x\n\n", "test.conf:1:5: the triple quotes opened here are not closed")]
    [InlineData("a = \"x\\q\"", "test.conf:1:7: unknown escape '\\q'")]
    [InlineData("a = \"\\u12G4\"", "test.conf:1:6: '\\u' must be followed by four hexadecimal digits")]
    [InlineData("a = \"x\ty\"", "test.conf:1:7: control character U+0009 in a quoted text: write it as an escape, or use triple quotes")]
    public void Quoted_text_follows_json(string text, string error) => Assert.Equal(error, Hocon.Error(text));
}
