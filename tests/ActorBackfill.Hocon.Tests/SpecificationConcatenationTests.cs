namespace ActorBackfill.Hocon.Tests;

/// <summary>The published specification, "Value concatenation" to "Paths as keys".</summary>
public sealed class SpecificationConcatenationTests
{
    [Theory]
    [InlineData("  foo bar baz  ", "foo bar baz")]
    [InlineData("foo   \t bar", "foo   \t bar")]
    [InlineData("true foo", "true foo")]
    [InlineData("null 1e5 \"q\"", "null 1e5 q")]
    [InlineData("\"a\"b\"c\"", "abc")]
    [InlineData("foo \" bar \" baz # not this", "foo  bar  baz")]
    [InlineData("\" x \"", " x ")]
    public void Texts_are_joined_with_the_space_between_them(string written, string read)
    {
        var scalar = Assert.IsType<HoconScalar>(Hocon.Of($"a = {written}").Find("a"));
        Assert.Equal((read, HoconScalarKind.String), (scalar.Text, scalar.Kind));
    }

    [Fact]
    public void A_single_value_keeps_its_type() => Assert.Equal("boolean", Hocon.Of("a =  true  ").Find("a")!.TypeName);

    [Theory]
    [InlineData("a : { b : 1 } { c : 2 }")]
    [InlineData("a : { b : 1 }\na : { c : 2 }")]
    [InlineData("x = { b : 1 }\na = ${x} { c : 2 }")]
    [InlineData("a : { b : 1\n} {\n c : 2 }")]
    public void Objects_beside_each_other_merge(string text) =>
        Assert.True(Hocon.Of("a : { b : 1, c : 2 }").Find("a")!.SameContentAs(Hocon.Of(text).Find("a")));

    [Theory]
    [InlineData("a : [ 1, 2 ] [ 3, 4 ]")]
    [InlineData("a : [ 1, 2 ]\na : ${a} [ 3, 4 ]")]
    [InlineData("a : [ 1\n 2 ] [\n3, 4 ]")]
    [InlineData("a = [1]\na += 2\na += 3\na += 4")]
    public void Lists_beside_each_other_are_one_list(string text) => Hocon.Same("a : [ 1, 2, 3, 4 ]", text);

    [Fact]
    public void An_object_inherits_by_concatenation() => Hocon.Same(
        "data-center-generic = { cluster-size = 6 }, data-center-east = { cluster-size = 6, name = \"east\" }",
        "data-center-generic = { cluster-size = 6 }\ndata-center-east = ${data-center-generic} { name = \"east\" }");

    [Fact]
    public void A_path_grows_by_concatenation() =>
        Hocon.Same("path = [ /bin, /usr/bin ]", "path = [ /bin ]\npath = ${path} [ /usr/bin ]");

    [Fact]
    public void Space_alone_does_not_separate_elements()
    {
        Hocon.Same("a = [\"1 2 3 4\"]", "a = [ 1 2 3 4 ]");
        Hocon.Same("a = [1,2,3,4]", "a = [ 1\n 2\n 3\n 4 ]");
        Hocon.Same("a = [[1,2,3,4]]", "a = [ [ 1, 2 ] [ 3, 4 ] ]");
        Hocon.Same("a = [[1,2],[3,4]]", "a = [ [ 1, 2 ]\n [ 3, 4 ] ]");
        Hocon.Same("name = N, world = W, a = [\"my name is N\", \"Hello W\"]", "name = N, world = W\na = [ my name is ${name}, Hello ${world} ]");
    }

    [Theory]
    [InlineData("a = [1] x")]
    [InlineData("a = x [1]")]
    [InlineData("a = {} x")]
    [InlineData("a = x {}")]
    [InlineData("a = [1] {}")]
    [InlineData("a = {} [1]")]
    [InlineData("b = x, a = ${b} [1]")]
    [InlineData("b = x, a = ${b} {c = 1}")]
    [InlineData("b = [1], a = ${b} {c = 1}")]
    [InlineData("b = {c = 1}, a = ${b} x")]
    public void Lists_objects_and_texts_do_not_mix(string text) => Assert.Contains(" a ", Hocon.Error(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("foo.bar.\"hello.world\" = 1", "foo/bar/hello.world")]
    [InlineData("10.0foo = 1", "10/0foo")]
    [InlineData("foo10.0 = 1", "foo10/0")]
    [InlineData("foo\"10.0\" = 1", "foo10.0")]
    [InlineData("1.2.3 = 1", "1/2/3")]
    [InlineData("a.\"\".b = 1", "a//b")]
    [InlineData("a b c = 1", "a b c")]
    [InlineData("true : 1", "true")]
    [InlineData("3.14 : 1", "3/14")]
    [InlineData("foo include : 1", "foo include")]
    [InlineData("\"include\" : 1", "include")]
    [InlineData("-a-.b_ : 1", "-a-/b_")]
    public void Keys_are_paths(string text, string expected)
    {
        var elements = new List<string>();
        for (HoconValue? value = Hocon.Of(text); value is HoconObject members; value = members.Members[0].Value)
            elements.Add(members.Members[0].Key);
        Assert.Equal(expected, string.Join('/', elements));
    }

    [Theory]
    [InlineData("a..b = 1")]
    [InlineData(".a = 1")]
    [InlineData("a. = 1")]
    [InlineData("x = ${a..b}")]
    public void An_empty_element_needs_quotes(string text) => Assert.Contains("is empty", Hocon.Error(text), StringComparison.Ordinal);

    [Fact]
    public void Paths_as_keys_merge() => Hocon.Same("a { x : 42, y : 43 }", "a.x : 42, a.y : 43");
}
