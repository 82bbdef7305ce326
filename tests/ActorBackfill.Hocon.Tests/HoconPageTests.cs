namespace ActorBackfill.Hocon.Tests;

/// <summary>The example of docs/hocon.md is what it says it is.</summary>
public sealed class HoconPageTests
{
    [Fact]
    public void The_example_of_the_page_parses()
    {
        var page = File.ReadAllText(Find("docs/hocon.md"));
        var example = page.Split("```hocon\n")[1].Split("```")[0];
        using var folder = new ConfigFolder();
        var expected = Hocon.Of("""
            source { base = "http://127.0.0.1:8080", url = "http://127.0.0.1:8080/results", limit { rate = 2/s, timeout = 5s, cap = 16 MiB } }
            fast { rate = 50/s, timeout = 5s, cap = 16 MiB }, names = [NSW, VIC, QLD], query = "select \"a\"\n  from b"
            """);
        Assert.Equal(HoconPrinter.Print(expected), HoconPrinter.Print(folder.Parse(example)));
    }

    private static string Find(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ActorBackfill.sln")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, path);
    }
}
