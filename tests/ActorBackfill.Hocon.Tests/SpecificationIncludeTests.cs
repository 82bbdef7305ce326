namespace ActorBackfill.Hocon.Tests;

/// <summary>The published specification, "Includes", and the fence around them.</summary>
public sealed class SpecificationIncludeTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("include \"foo.conf\"")]
    [InlineData("include file(\"foo.conf\")")]
    [InlineData("include file( \"foo.conf\" )")]
    [InlineData("include required(\"foo.conf\")")]
    [InlineData("include required(file(\"foo.conf\"))")]
    [InlineData("include required( file( \"foo.conf\" ) )")]
    [InlineData("include\n  \n\"foo.conf\"")]
    [InlineData("include \"foo\"")]
    [InlineData("include \"./foo.conf\", ")]
    public void An_include_stands_for_the_fields_of_its_file(string include)
    {
        _folder.Write("foo.conf", "x = 1");
        Same("x = 1, y = 2", $"{include}\ny = 2");
    }

    [Fact]
    public void The_word_is_special_only_at_the_start_of_a_key() =>
        Same("\"foo include\" = 1, a = include, b = [include], \"include\" = 2", "foo include = 1, a = include, b = [ include ], \"include\" = 2");

    [Theory]
    [InlineData("include = 1", "main.conf:1:1: 'include' must be followed by a file name in quotes; a key of that name needs quotes")]
    [InlineData("include foo.conf", "main.conf:1:1: 'include' must be followed by a file name in quotes; a key of that name needs quotes")]
    [InlineData("include ${x}", "main.conf:1:1: 'include' must be followed by a file name in quotes; a key of that name needs quotes")]
    [InlineData("include file(\"foo.conf\"", "main.conf:1:1: expected include \"...\", include file(\"...\") or include required(...), not file(\"foo.conf\"")]
    [InlineData("include url(\"http://x\")", "main.conf:1:1: include url() is not supported: only files are included")]
    [InlineData("include required(classpath(\"x\"))", "main.conf:1:1: include classpath() is not supported: only files are included")]
    [InlineData("include \"http://x/y.conf\"", "main.conf:1:1: include \"http://x/y.conf\": addresses cannot be included, only files")]
    [InlineData("a = 1\ninclude required(\"no.conf\")", "main.conf:2:1: include \"no.conf\": no such file")]
    [InlineData("include \"\"", "main.conf:1:1: include \"\": the name is empty")]
    public void Other_forms_are_errors(string text, string error) => Assert.Equal([error], _folder.Errors(text));

    [Fact]
    public void A_missing_file_is_an_empty_object() => Same("a { x = 1 }", "include \"no.conf\"\na { include \"no\", x = 1 }");

    [Fact]
    public void Includes_merge_like_duplicate_keys()
    {
        _folder.Write("foo.conf", "a { x = 2, y = 2 }, b = 2");
        Same("a { x = 2, y = 3, z = 1 }, b = 2", "a { x = 1, z = 1 }\nb { c = 1 }\ninclude \"foo.conf\"\na.y = 3");
    }

    [Fact]
    public void Substitutions_in_an_included_file_are_looked_up_where_it_was_included_and_then_at_the_root()
    {
        _folder.Write("foo.conf", "x : 10, y : ${x}, z : ${root}");
        Same("a { x = 42, y = 42, z = 1 }, root = 1", "a : { include \"foo.conf\" }\na : { x : 42 }\nroot = 1");
        Same("l = [{ x = 10, y = 10, z = 1 }], root = 1", "l = [{ include \"foo.conf\" }]\nroot = 1");
    }

    [Fact]
    public void Appending_in_an_included_file_appends_where_it_was_included()
    {
        _folder.Write("foo.conf", "x += 2");
        Same("a.x = [1, 2], x = [9]", "x = [9]\na { x = [1]\n include \"foo.conf\" }");
    }

    [Fact]
    public void A_name_without_extension_stands_for_json_and_then_conf()
    {
        _folder.Write("foo.json", "{\"x\": 1, \"y\": 1}");
        _folder.Write("foo.conf", "y = 2");
        Same("x = 1, y = 2", "include \"foo\"");
    }

    [Fact]
    public void Names_are_relative_to_the_including_file()
    {
        _folder.Write("sub/one.conf", "include \"two.conf\"\none = 1");
        _folder.Write("sub/two.conf", "include \"../three.conf\"");
        _folder.Write("three.conf", "three = 3");
        Same("one = 1, three = 3", "include \"sub/one.conf\"");
    }

    [Fact]
    public void Errors_in_an_included_file_name_that_file()
    {
        _folder.Write("sub/foo.conf", "a = 1\nb = ${nothing}");
        Assert.Equal(["sub/foo.conf:2:5: c.b: ${nothing} has no value"], _folder.Errors("c { include \"sub/foo.conf\" }"));
    }

    [Fact]
    public void An_included_list_is_an_error()
    {
        _folder.Write("foo.conf", "[1]");
        Assert.Equal(["foo.conf:1:1: the whole is a list: it must be an object"], _folder.Errors("include \"foo.conf\""));
    }

    [Fact]
    public void A_cycle_of_includes_is_an_error()
    {
        _folder.Write("foo.conf", "b { include \"main.conf\" }");
        Assert.Equal(["foo.conf:1:5: main.conf includes itself: main.conf -> foo.conf -> main.conf"], _folder.Errors("include \"foo.conf\""));
    }

    [Fact]
    public void Nothing_outside_the_folder_is_included()
    {
        var secret = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.conf");
        Assert.All(
            ["/etc/passwd", "../../etc/passwd", "../" + Path.GetFileName(secret), secret, "sub/../../x.conf"],
            name => Assert.Contains("outside the folder", Assert.Single(_folder.Errors($"include \"{name}\"")), StringComparison.Ordinal));
    }

    [Fact]
    public void A_symbolic_link_out_of_the_folder_is_not_followed()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link.conf"), "/etc/hostname");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "etc"), "../../../../../../../etc");
        Assert.All(
            ["link.conf", "etc/hostname", "etc/no-such-file"],
            name => Assert.Contains("outside the folder", Assert.Single(_folder.Errors($"include \"{name}\"")), StringComparison.Ordinal));
    }

    [Fact]
    public void A_symbolic_link_inside_the_folder_is_followed()
    {
        _folder.Write("real.conf", "x = 1");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link.conf"), "real.conf");
        Same("x = 1", "include \"link.conf\"");
    }

    [Fact]
    public void A_folder_and_a_text_are_told_apart_from_a_file()
    {
        Assert.Equal(["a text cannot include files"], HoconErrorsOf("include \"x\"").Select(error => error.Message.Split(": ")[1]));
        Assert.Contains("no such file", Assert.Throws<HoconException>(() => HoconParser.ParseFile("/no/such.conf")).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<HoconException>(() => HoconParser.ParseFile(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_includes_from_the_folder_it_is_given()
    {
        _folder.Write("foo.conf", "x = 1");
        var value = HoconParser.Parse("include \"foo.conf\"", options: new HoconParseOptions { IncludeRoot = _folder.Path });
        Assert.True(Hocon.Of("x = 1").SameContentAs(value));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_an_error_at_their_place()
    {
        var path = Path.Combine(_folder.Path, "bad.conf");
        File.WriteAllBytes(path, [.. "a = 1\nb = \""u8, 0xff, (byte)'"']);
        Assert.EndsWith("bad.conf:2:6: not UTF-8: byte 0xFF", Assert.Throws<HoconException>(() => HoconParser.ParseFile(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_and_size_of_included_files_are_bounded()
    {
        _folder.Write("foo.conf", new string('#', 100));
        var many = string.Concat(Enumerable.Repeat("include \"foo.conf\"\n", 4));
        Assert.Equal(["main.conf:4:1: more than 3 files are included"], _folder.Errors(many, new HoconParseOptions { MaxIncludes = 3 }));
        Assert.Contains("too long", _folder.Errors(many, new HoconParseOptions { MaxBytes = 300 })[0], StringComparison.Ordinal);
    }

    private static System.Collections.Immutable.ImmutableArray<HoconError> HoconErrorsOf(string text) =>
        Assert.Throws<HoconException>(() => HoconParser.Parse(text)).Errors;

    private void Same(string expected, string text)
    {
        var value = _folder.Parse(text);
        Assert.True(Hocon.Of(expected).SameContentAs(value), HoconPrinter.Print(value));
    }
}
