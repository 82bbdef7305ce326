using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Serving;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Stages;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Serving;

public sealed class StageFactoryTests : IDisposable
{
    private readonly PropertySource _source = new();

    [Fact]
    public void Runs_go_by_the_limits_of_batch_processing_and_by_ledgers_of_their_own()
    {
        using var directory = new ServeDirectory(_source, isBatched: true);
        var definition = ServeFile.Load(directory.File("serve.conf"), []) with { Batch = new BatchProcessing() };
        var talk = new Talk(new RecordingTerminal(directory: directory.Path).Terminal, false, true, false, true, true);
        var stages = new StageFactory(definition, directory.File("jobs"), TimeSpan.Zero, isBatched: true, []);

        var api = Load(stages.Api("one", "apn", 5), talk);
        var page = Load(stages.Page("one", "apn", DataType.TaxData, 5, isSelected: false), talk);
        var other = Load(stages.Api("two", "apn", 5), talk);

        var source = Assert.IsType<HttpSourceDefinition>(api.Source);
        Assert.Equal(new LimitDefinition(2, 20) { IsAdaptive = true }, source.Limit);
        Assert.Equal(("apn", 50), (source.Batch!.Dimension, source.Batch.Size));
        Assert.Equal((new LimitDefinition(1, 4), TimeSpan.FromSeconds(30)), Assert.IsType<HttpSourceDefinition>(page.Source) is var p ? (p.Limit, p.RequestTimeout) : default);
        Assert.Equal((5, "api-one", "api-two", "tax_data-one"), (api.Workers, api.IdentityText, other.IdentityText, page.IdentityText));
    }

    public void Dispose() => _source.Dispose();

    private static JobDefinition Load(StageRun run, Talk talk) => LoadedJob.Load(run.Choice, talk, run.Run).Definition;
}
