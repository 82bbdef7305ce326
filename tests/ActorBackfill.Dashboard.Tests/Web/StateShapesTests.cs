using ActorBackfill.Dashboard.Web;

namespace ActorBackfill.Dashboard.Tests.Web;

public sealed class StateShapesTests
{
    [Fact]
    public void Each_state_has_a_shape_of_its_own() =>
        Assert.Equal(StateShapes.All.Count, StateShapes.All.Select(StateShapes.Outline).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Each_state_has_an_icon_for_the_page() =>
        Assert.All(StateShapes.All, state =>
        {
            using var icon = typeof(StateShapes).Assembly.GetManifestResourceStream($"icon-{state}.svg");
            Assert.NotNull(icon);
            using var text = new StreamReader(icon);
            Assert.Contains(StateShapes.Outline(state), text.ReadToEnd(), StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("queued", "open")]
    [InlineData("finished-with-failures", "failed")]
    [InlineData("never-run", "open")]
    [InlineData("\" onload=\"x", "stopped")]
    public void Every_word_looks_like_one_of_them(string word, string kind) => Assert.Equal(kind, StateShapes.KindOf(word));
}
