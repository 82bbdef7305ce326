namespace ActorBackfill.Hocon.Tests;

/// <summary>Short forms that the tests of this project share; no state.</summary>
internal static class Hocon
{
    internal static HoconObject Of(string text) => HoconParser.Parse(text, "test.conf");

    /// <summary>Asserts that two texts mean the same.</summary>
    internal static void Same(string expected, string actual)
    {
        var (left, right) = (Of(expected), Of(actual));
        Assert.True(left.SameContentAs(right), $"expected:\n{HoconPrinter.Print(left)}\nbut was:\n{HoconPrinter.Print(right)}");
    }

    /// <summary>Gets all error lines of a text that must not parse.</summary>
    internal static string[] Errors(string text, HoconParseOptions? options = null) =>
        [.. Assert.Throws<HoconException>(() => HoconParser.Parse(text, "test.conf", options)).Errors.Select(error => error.ToString())];

    internal static string Error(string text) => Assert.Single(Errors(text));
}
