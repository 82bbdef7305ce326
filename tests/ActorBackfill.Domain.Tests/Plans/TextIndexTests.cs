using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Tests.Plans;

public class TextIndexTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    public void Every_text_is_found_where_it_was_put_and_no_other(int capacity)
    {
        var (texts, index, expected) = (new List<string>(), new TextIndex(capacity), new Dictionary<string, int>(StringComparer.Ordinal));
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var text = $"p{random.Next(6_000)}";
            var isNew = expected.TryAdd(text, texts.Count);
            Assert.Equal(isNew, index.TryAdd(texts, text));
            if (isNew)
            {
                texts.Add(text);
            }
        }

        Assert.All(expected, e => Assert.Equal(e.Value, index.Find(texts, e.Key)));
        Assert.Equal(-1, index.Find(texts, "p6000"));
        Assert.Equal(-1, index.Find(texts, "P1"));
    }

    [Fact]
    public void A_copy_does_not_see_what_comes_later()
    {
        var (texts, index) = (new List<string>(), new TextIndex());
        index.TryAdd(texts, "a");
        texts.Add("a");
        var copy = index.Copy();

        index.TryAdd(texts, "b");
        texts.Add("b");

        Assert.Equal((1, -1, 0), (index.Find(texts, "b"), copy.Find(texts, "b"), copy.Find(texts, "a")));
    }
}
