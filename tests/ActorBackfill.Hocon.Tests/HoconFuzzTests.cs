using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Hocon.Tests;

/// <summary>Any text parses or fails with its own error, within its bounds; what parses prints and parses to the same.</summary>
public sealed class HoconFuzzTests
{
    private static readonly string[] Pieces =
    [
        "a", "b", "a.b", "b.a", "c", ".", " ", "  ", "\n", "\r\n", "\t", "=", ":", "+=", "{", "}", "[", "]", ",", "${a}", "${?a}", "${a.b}",
        "${?b.c}", "${", "}", "${?", "\"x\"", "\"", "\"\"\"", "\"\"\"q\"\"\"", "\\", "\\u", "include \"f\"", "include", "include required(\"g\")",
        "1", "-", "1.5e3", "0", "true", "null", "#", "//", "/", "$", "*", "\ufeff", "\0", "\ud800", "é", "\u2028", "a = ", "b = ", "a { b = ", "a += ",
        "\na = ${a}", "\nb = ${a} {c = ${b}}", "\na.b = ${?b}[1]", "\nc = [${c}]",
    ];

    private static readonly HoconParseOptions Options = new()
    {
        MaxDepth = 16,
        MaxResolvedSize = 100_000,
        MaxSteps = 200_000,
        Overlays = [],
    };

    private static Gen<string> Texts => Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    private static Gen<string> Documents => Gen.Choose(1, 12).SelectMany(lines => Lines.ArrayOf(lines)).Select(string.Concat);

    private static Gen<string> Lines =>
        Gen.Elements("a", "b", "a.b", "a.c", "b.c", "c", "\"x y\"").SelectMany(key =>
            Gen.Elements(" = ", " += ", " : ").SelectMany(separator =>
                Gen.Elements("1", "x y", "[1]", "{ b = ${?a.c} }", "${a}", "${?b}", "${?a} [2]", "${?c} { c = 1 }", "${b}x", "${?a.b}${?c}", "\"é\\n\"", "null")
                    .Select(value => key + separator + value + "\n")));

    [Fact]
    public void Pieces_of_the_language_in_any_order_parse_or_fail_with_their_own_error() =>
        Prop.ForAll(Texts.ToArbitrary(), ParsesOrFails).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Fact]
    public void Documents_of_substitutions_resolve_or_fail_with_their_own_error() =>
        Prop.ForAll(Documents.ToArbitrary(), ParsesOrFails).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Fact]
    public void Enough_of_the_generated_documents_resolve_for_the_properties_to_mean_something()
    {
        var resolved = Gen.Sample(Documents, 2_000).Count(text =>
        {
            try
            {
                return HoconParser.Parse(text, "fuzz", Options).Count > 0;
            }
            catch (HoconException)
            {
                return false;
            }
        });
        Assert.InRange(resolved, 300, 2_000);
    }

    [Fact]
    public void Any_text_at_all_parses_or_fails_with_its_own_error() =>
        Prop.ForAll<string>(text => ParsesOrFails(text ?? "")).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Any_setting_parses_or_fails_with_its_own_error() =>
        Prop.ForAll(Texts.ToArbitrary(), text => ParsesOrFails("a { b = 1 }", Options with { Overlays = [text] }))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Any_path_written_out_is_read_back() =>
        Prop.ForAll<NonEmptyArray<string>>(elements =>
        {
            var path = elements.Get.Select(element => element ?? "").ToArray();
            return path.SequenceEqual(HoconPath.Parse(HoconPath.Format(path)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Any_text_in_quotes_is_read_back() =>
        Prop.ForAll<string>(text => ((HoconScalar)HoconParser.Parse("a = " + HoconPath.Quote(text ?? "")).Find("a")!).Text == (text ?? ""))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static bool ParsesOrFails(string text) => ParsesOrFails(text, Options);

    private static bool ParsesOrFails(string text, HoconParseOptions options)
    {
        try
        {
            var value = HoconParser.Parse(text, "fuzz", options);
            return HoconParser.Parse(HoconPrinter.Print(value)).SameContentAs(value);
        }
        catch (HoconException e)
        {
            return e.Errors.Length > 0 && e.Errors.All(error => error.Message.Length > 0);
        }
    }
}
