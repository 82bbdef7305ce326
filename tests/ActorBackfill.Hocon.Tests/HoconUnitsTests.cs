namespace ActorBackfill.Hocon.Tests;

/// <summary>The published specification, "Units format", "Duration format" and "Size in bytes format"; and rates, which are ours.</summary>
public sealed class HoconUnitsTests
{
    [Theory]
    [InlineData(1L, "100ns", "100 nano", "100nanos", "100 nanosecond", "100 nanoseconds")]
    [InlineData(10L, "1us", "1 micro", "1micros", "1microsecond", "1 microseconds")]
    [InlineData(10_000L, "1", "1ms", "1 milli", "1millis", "1millisecond", "1 milliseconds", " 1  ms ", "1e0ms", "0.001s")]
    [InlineData(10_000_000L, "1s", "1 second", "1seconds", "1000", "1000.0")]
    [InlineData(600_000_000L, "1m", "1 minute", "1minutes")]
    [InlineData(36_000_000_000L, "1h", "1 hour", "1hours")]
    [InlineData(864_000_000_000L, "1d", "1 day", "1days", "24h")]
    [InlineData(-10_000L, "-1ms")]
    public void Durations_are_read_in_every_unit(long ticks, params string[] texts) => Assert.All(texts, text =>
    {
        Assert.True(HoconDuration.TryParse(text, out var value), text);
        Assert.Equal(ticks, value.Ticks);
    });

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("1S")]
    [InlineData("1 MS")]
    [InlineData("1 parsec")]
    [InlineData("1 s s")]
    [InlineData("1_000")]
    [InlineData("1e400d")]
    [InlineData("999999999d")]
    [InlineData("infinite")]
    public void Other_durations_are_refused(string text) => Assert.False(HoconDuration.TryParse(text, out _));

    [Fact]
    public void Sizes_are_read_in_every_unit()
    {
        string[] letters = ["k", "m", "g", "t", "p", "e"];
        string[] ten = ["kilo", "mega", "giga", "tera", "peta", "exa"];
        string[] two = ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi"];
        Assert.All(["7", "7B", "7 b", "7byte", "7 bytes"], text => Assert.Equal(7, Size(text)));
        for (var i = 0; i < letters.Length; i++)
        {
            var large = letters[i].ToUpperInvariant();
            var thousands = (long)Math.Pow(1000, i + 1);
            string[] tens = [$"3{(i == 0 ? "k" : large)}B", $"3 {ten[i]}byte", $"3{ten[i]}bytes"];
            Assert.All(tens, text => Assert.Equal(3 * thousands, Size(text)));
            string[] twos = [$"3{letters[i]}", $"3{large}", $"3{large}i", $"3 {large}iB", $"3{two[i]}byte", $"3 {two[i]}bytes"];
            Assert.All(twos, text => Assert.Equal(3L << (10 * (i + 1)), Size(text)));
        }

        Assert.Equal(512, Size("0.5 KiB"));
        Assert.Equal(0, Size("0 YB"));
        Assert.Equal(0, Size("0 zebibytes"));
    }

    [Theory]
    [InlineData("KB")]
    [InlineData("1 KB")]
    [InlineData("1 mB")]
    [InlineData("1 kib")]
    [InlineData("8 EiB")]
    [InlineData("1 ZB")]
    [InlineData("1 Yi")]
    [InlineData("x")]
    public void Other_sizes_are_refused(string text) => Assert.False(HoconSize.TryParse(text, out _));

    [Theory]
    [InlineData("2/s", 2)]
    [InlineData("2", 2)]
    [InlineData("0.5 / s", 0.5)]
    [InlineData("120/min", 2)]
    [InlineData("120/m", 2)]
    [InlineData("7200/h", 2)]
    [InlineData("86400/d", 1)]
    [InlineData("3/10s", 0.3)]
    [InlineData("1/2 min", 1 / 120d)]
    [InlineData("5/100ms", 50)]
    [InlineData("5/second", 5)]
    [InlineData("0/s", 0)]
    public void Rates_are_read_per_second(string text, double expected)
    {
        Assert.True(HoconRate.TryParse(text, out var perSecond));
        Assert.Equal(expected, perSecond, 12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/s")]
    [InlineData("2/")]
    [InlineData("2/3")]
    [InlineData("2/0s")]
    [InlineData("-2/s")]
    [InlineData("2/fortnight")]
    [InlineData("2/s/s")]
    [InlineData("a/s")]
    public void Other_rates_are_refused(string text) => Assert.False(HoconRate.TryParse(text, out _));

    [Theory]
    [InlineData("5", 5L)]
    [InlineData("\"5\"", 5L)]
    [InlineData("5.0", 5L)]
    [InlineData("1e3", 1000L)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("5.5", null)]
    [InlineData("9223372036854775808", null)]
    [InlineData("\" 5\"", null)]
    [InlineData("0x10", null)]
    [InlineData("1e40", null)]
    [InlineData("true", null)]
    public void Whole_numbers_convert_by_the_rules_of_json(string text, long? expected) =>
        Assert.Equal(expected, ((HoconScalar)Hocon.Of($"a = {text}").Find("a")!).TryGetInteger(out var value) ? value : null);

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("\"1.5\"", 1.5)]
    [InlineData("1e-3", 0.001)]
    [InlineData("NaN", null)]
    [InlineData("1e999", null)]
    [InlineData("1,5", null)]
    public void Numbers_are_finite(string text, double? expected) =>
        Assert.Equal(expected, ((HoconScalar)Hocon.Of($"a = \"{text.Trim('"')}\"").Find("a")!).TryGetReal(out var value) ? value : null);

    private static long Size(string text)
    {
        Assert.True(HoconSize.TryParse(text, out var bytes), text);
        return bytes;
    }
}
