using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Tests.JobFiles;

public sealed class ReferenceFileTests
{
    // What the reference leaves to the user, on the placeholders' places.
    private static readonly string[] Required =
    [
        "job=reference", "plan.NAME.values=[a]", "sink.type=sqlite", "sink.path=a.db", "sink.tables.TABLE.key=[COLUMN]", "sink.tables.TABLE.columns.COLUMN.path=x",
        "breaker.entity.dimension=NAME", "requires.job=other",
    ];

    internal static readonly string[] Http = [.. Required, "source.type=http", "source.base=http://127.0.0.1:1"];

    internal static readonly string[] Files =
    [
        .. Required, "source.type=files", "source.path=a.csv", "source.params=null", "source.headers=null", "source.paging=null",
        "source.not-found=null", "source.timeout=null", "source.limit=null", "source.error=null", "source.idle-timeout=null", "source.min-progress=null",
        "source.allow-origins=null", "source.allow-private=null", "source.tls=null", "source.blocked=null", "source.jitter=null",
    ];

    internal static readonly string[] Sql = [.. Files, "source.type=sql", "source.format=null", "source.where=null", "source.missing=null", "source.query=SELECT 1"];

    [Fact]
    public void Every_default_of_the_reference_is_the_default_of_the_definition()
    {
        var reference = JobText.LoadFile(ReferenceFile.Read(), r => r with { Overlays = [.. Http] }).Job;
        var defaults = new JobDefinition { Name = "", Dimensions = [], Source = reference.Source, Sink = reference.Sink };
        var source = Assert.IsType<HttpSourceDefinition>(reference.Source);
        var smallest = Assert.IsType<HttpSourceDefinition>(JobText.Load().Source);

        Assert.Equal(defaults.Workers, reference.Workers);
        Assert.Equal(defaults.Instance, reference.Instance);
        Assert.Equal(defaults.Retry, reference.Retry);
        Assert.Equal(defaults.Breaker, reference.Breaker with { Entity = null });
        Assert.Equal(new EntityBreakerDefinition("NAME"), reference.Breaker.Entity);
        Assert.Equal(defaults.Quarantine, reference.Quarantine);
        Assert.Equal(defaults.Halt, reference.Halt);
        Assert.Equal(new RowPolicy(), reference.Sink.Rows);
        Assert.Equal(new RequirementDefinition("other"), Assert.Single(reference.Requires) with { Map = new RequirementDefinition("").Map });
        Assert.Equal(defaults.Identity, reference.Identity);
        Assert.Equal(defaults.Processor, reference.Processor);
        Assert.Equal(defaults.ProcessorSettings, reference.ProcessorSettings);
        Assert.Equal(new CapsDefinition(), source.Caps);
        Assert.Equal(new LimitDefinition(), source.Limit);
        Assert.Equal(smallest with { Path = "", Parameters = source.Parameters, Headers = source.Headers }, source with { Base = smallest.Base });
        Assert.Equal([defaults.Header.Length, defaults.Asks.Length, defaults.Totals.Length], [reference.Header.Length, reference.Asks.Length, reference.Totals.Length]);
        Assert.Empty(source.Parameters);
        Assert.Empty(source.Headers);
    }

    [Fact]
    public void Leaving_a_key_out_gives_what_the_reference_says()
    {
        var reference = Overlaid(Http).Job;
        var small = JobText.Load();

        Assert.Equal(small.Workers, reference.Workers);
        Assert.Equal(small.Instance, reference.Instance);
        Assert.Equal(small.Retry, reference.Retry);
        Assert.Equal(small.Source.Caps, reference.Source.Caps);
        Assert.Equal(small.Dimensions[0] is { IsWave: false, Order: PlanOrder.Oldest }, reference.Dimensions[0] is { IsWave: false, Order: PlanOrder.Oldest });
        Assert.Equal(new ColumnDefinition("COLUMN", "x"), reference.Sink.Tables[0].Columns[0]);
        Assert.Null(reference.Sink.Tables[0].Update);
    }

    [Fact]
    public void The_reference_serves_files_too()
    {
        var source = Assert.IsType<FilesSourceDefinition>(Overlaid(Files).Job.Source);

        Assert.Equal(BodyFormat.Csv, source.Format);
        Assert.False(source.MissingIsEmpty);
        Assert.Empty(source.Where);
        Assert.Equal(new CapsDefinition(), source.Caps);
    }

    [Fact]
    public void The_reference_serves_databases_too() => Assert.Equal("SELECT 1", Assert.Single(Assert.IsType<SqlSourceDefinition>(Overlaid(Sql).Job.Source).Queries).Sql);

    [Theory]
    [InlineData("type=page, pages=p, total=t")]
    [InlineData("type=cursor, cursor=c, start=s, total=t")]
    [InlineData("type=next, next=n, total=t")]
    public void The_reference_holds_the_keys_of_every_paging(string paging) => Overlaid([.. Http, $"source.paging={{{paging}}}"]);

    [Fact]
    public void The_embedded_text_is_the_file_of_the_repository() => Assert.StartsWith("# Every key of a job file", ReferenceFile.Read(), StringComparison.Ordinal);

    private static JobFile Overlaid(string[] overlays)
    {
        try
        {
            return JobText.LoadFile(ReferenceFile.Read(), r => r with { Overlays = [.. overlays] });
        }
        catch (HoconException e)
        {
            Assert.Fail(e.Message);
            throw;
        }
    }
}
