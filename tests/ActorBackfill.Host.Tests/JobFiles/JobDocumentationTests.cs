using ActorBackfill.Engine.Ports;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Tests.JobFiles;

public sealed class JobDocumentationTests
{
    // What the examples, each only one block, stand on.
    private const string Ground = JobText.Smallest + """

        processor { name = any, settings { model = v1 } }

        """;

    private const string Dimensions = "plan { player { range = [1, 2] }, season { values = [2024-25] } }\n";

    [Fact]
    public void The_first_example_is_a_whole_job() => Assert.Equal("greyhound-results", JobText.LoadFile(Examples()[0]).Job.Name);

    [Fact]
    public void Every_example_loads()
    {
        var examples = Examples();
        foreach (var example in examples.Skip(1))
        {
            var isPlan = example.StartsWith("plan", StringComparison.Ordinal);
            var isFiles = example.Contains("type = files", StringComparison.Ordinal) || example.Contains("type = sql\n", StringComparison.Ordinal);
            try
            {
                JobText.LoadFile(Ground + (isPlan ? "" : Dimensions) + (isFiles ? "source = null\n" : "") + example, r => r with { Processors = new ProcessorRegistry().Add("any", _ => null!) });
            }
            catch (HoconException e)
            {
                Assert.Fail($"{example}\n{e.Message}");
            }
        }

        Assert.Equal(17, examples.Count);
    }

    private static List<string> Examples()
    {
        var text = File.ReadAllText(Path.Combine(JobFolders.Default()[0], "..", "..", "docs", "jobs.md"));
        return [.. text.Split("```hocon\n")[1..].Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)])];
    }
}
