namespace ActorBackfill.Hocon.Tests;

/// <summary>The published specification, "Substitutions" to "Examples of self-referential substitutions".</summary>
public sealed class SpecificationSubstitutionTests
{
    [Fact]
    public void A_substitution_is_not_read_in_quotes() => Hocon.Same(
        "animal.favorite = cat, a = \"cat is my favorite animal\", b = \"cat is my favorite animal\", c = \"$\"\"{animal.favorite}\"",
        "animal.favorite = cat\na : ${animal.favorite} is my favorite animal\nb : ${animal.favorite}\" is my favorite animal\"\nc : \"${animal.favorite}\"");

    [Fact]
    public void A_substitution_looks_forward_to_the_last_value() => Hocon.Same("a = 2, b = 2", "a = ${b}, b = 1, b = 2");

    [Fact]
    public void A_substitution_keeps_the_type() =>
        Hocon.Same("a = [1], b = {c = null}, x = [1], y = {c = null}, z = null", "a = [1], b = {c = null}, x = ${a}, y = ${b}, z = ${b.c}");

    [Fact]
    public void A_missing_required_one_is_an_error_at_its_place() =>
        Assert.Equal("test.conf:2:7: a.b: ${x.\"y z\"} has no value", Hocon.Error("a {\n  b = ${x.\"y z\"}\n}"));

    [Fact]
    public void All_missing_ones_are_reported() =>
        Assert.Equal(["test.conf:1:5: a: ${x} has no value", "test.conf:2:6: b: ${y} has no value"], Hocon.Errors("a = ${x}\nb = [${y}]"));

    [Theory]
    [InlineData("a = ${?x}", "")]
    [InlineData("a = 1\na = ${?x}", "a = 1")]
    [InlineData("a = [1, ${?x}, 2]", "a = [1, 2]")]
    [InlineData("a = ${?x}foo", "a = foo")]
    [InlineData("a = ${?x} [1]", "a = [1]")]
    [InlineData("a = ${?x} {b = 1}", "a = {b = 1}")]
    [InlineData("a = ${?x}${?y}", "")]
    [InlineData("a { b = ${?x} }", "a {}")]
    public void An_optional_one_without_value_leaves_no_trace(string text, string same) => Hocon.Same(same, text);

    [Fact]
    public void The_environment_comes_after_the_document()
    {
        var options = new HoconParseOptions { Environment = name => name is "HOME" or "a.b" or "SET" ? $"<{name}>" : null };
        var value = HoconParser.Parse("SET = null, x = ${HOME}/logs, y = ${a.b}, z = ${SET}, w = ${?NOT}", options: options);
        Assert.True(Hocon.Of("SET = null, x = \"<HOME>/logs\", y = \"<a.b>\", z = null").SameContentAs(value));
    }

    [Fact]
    public void Without_an_environment_nothing_is_looked_up() => Assert.Contains("has no value", Hocon.Error("a = ${PATH}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("path : \"a:b:c\"\npath : ${path}\":d\"", "path = \"a:b:c:d\"")]
    [InlineData("foo : { a : 1 }\nfoo : ${foo}", "foo : { a : 1 }")]
    [InlineData("foo : ${?foo}", "")]
    [InlineData("foo : ${does-not-exist}\nfoo : 42", "foo : 42")]
    [InlineData("foo : ${foo}, foo : 42", "foo : 42")]
    [InlineData("foo : { a : { c : 1 } }\nfoo : ${foo.a}\nfoo : { a : 2 }", "foo : { a : 2, c : 1 }")]
    [InlineData("bar : { foo : 42,\n baz : ${bar.foo} }", "bar : { foo : 42, baz : 42 }")]
    [InlineData("bar : { foo : 42,\n baz : ${bar.foo} }\nbar : { foo : 43 }", "bar : { foo : 43, baz : 43 }")]
    [InlineData("bar : { a : ${foo.d}, b : 1 }\nbar.b = 3\nfoo : { c : ${bar.b}, d : 2 }\nfoo.d = 4", "bar : { a : 4, b : 3 }, foo : { c : 3, d : 4 }")]
    [InlineData("a = ${?a}foo", "a = foo")]
    [InlineData("a = 1, a = ${a}x, a = ${a}y, a = ${a}z", "a = 1xyz")]
    [InlineData("a = 1, b = ${a}, a = ${b}", "a = 1, b = 1")]
    [InlineData("a.b.c = 1, a.b.c = ${a.b.c}2", "a.b.c = \"12\"")]
    [InlineData("a = {b = 1}, x = {b = 7}, a = ${x}, a = {b = ${a.b}2}", "a.b = \"72\", x.b = 7")]
    [InlineData("a = 1, a = [${?a}]", "a = []")]
    [InlineData("a += b", "a = [b]")]
    [InlineData("a += {x = 1}\na += [2]", "a = [{x = 1}, [2]]")]
    [InlineData("a = ${b}\na += 2\nb = [1]", "a = [1, 2], b = [1]")]
    [InlineData("a.x = [1], a = 5, a.x += 2", "a.x = [2]")]
    public void A_reference_to_itself_looks_back(string text, string same) => Hocon.Same(same, text);

    [Theory]
    [InlineData("foo : ${foo}")]
    [InlineData("foo : ${foo}\nfoo : { a : 1 }")]
    [InlineData("a : { b : ${a} }")]
    [InlineData("a : [${a}]")]
    [InlineData("a = 1, a = [${a}]")]
    [InlineData("bar : ${foo}\nfoo : ${bar}")]
    [InlineData("a : ${b}\nb : ${c}\nc : ${a}")]
    public void A_cycle_that_nothing_breaks_is_an_error(string text) =>
        Assert.All(Hocon.Errors(text), error => Assert.Matches("refers to itself|has no value", error));

    [Fact]
    public void Appending_to_something_else_than_a_list_is_an_error() =>
        Assert.Contains("a list and a number", Hocon.Error("a = 1\na += 2"), StringComparison.Ordinal);

    [Fact]
    public void Members_beside_an_inherited_object_may_refer_to_each_other() =>
        Hocon.Same("d.x = 1, a = {x = 1, base = h, url = h/p}", "d.x = 1\na = ${d} { base = h, url = ${a.base}/p }");
}
