using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Domain.Tests.Progress;

public sealed class FailureTextTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5000/results/2025-09-15 answered 500 InternalServerError", "* answered * InternalServerError")]
    [InlineData("races.no: 'abc' is not an integer", "races.no: * is not an integer")]
    [InlineData("unit \"date=2025\" broke", "unit * broke")]
    [InlineData("cursor #deadbeef01 came before", "cursor #* came before")]
    [InlineData("nothing varies here", "nothing varies here")]
    [InlineData("", "")]
    public void What_differs_between_units_is_taken_out(string text, string group) => Assert.Equal(group, FailureText.Normalise(text));

    [Fact]
    public void Failures_of_many_units_are_one_group() => Assert.Single(
        Enumerable.Range(0, 3112).Select(i => FailureText.Normalise($"http://host/x/{i} sent {i * 7} bytes, '{i}'")).Distinct());

    [Fact]
    public void A_long_text_is_cut() => Assert.Equal(300, FailureText.Normalise(new string('x', 100_000)).Length);
}
