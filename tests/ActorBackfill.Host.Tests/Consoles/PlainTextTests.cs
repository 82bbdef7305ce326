using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Tests.Consoles;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", " [31mred [0m")]
    [InlineData("one\r\ntwo\tthree", "one  two three")]
    [InlineData("turned \u202e around", "turned   around")]
    [InlineData("bell\a and nul\0", "bell  and nul ")]
    [InlineData("Grüße, 日本 🐕", "Grüße, 日本 🐕")]
    public void Text_from_outside_keeps_its_letters_and_loses_its_controls(string text, string plain) =>
        Assert.Equal(plain, PlainText.Of(text));

    [Fact]
    public void Long_text_is_cut_between_characters()
    {
        Assert.Equal("🐕🐕...", PlainText.Of("🐕🐕🐕", 5));
        Assert.Equal("abc", PlainText.Of("abc", 3));
    }
}
