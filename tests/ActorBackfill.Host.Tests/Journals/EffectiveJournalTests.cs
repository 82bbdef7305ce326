using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Tests.Fakes;
using Akka.Persistence;
using Serilog.Core;

namespace ActorBackfill.Host.Tests.Journals;

public sealed class EffectiveJournalTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [Fact]
    public async Task The_console_uses_a_journal_and_snapshots_in_two_files_and_drops_no_events()
    {
        var paths = new JobPaths(_directory.Path);
        using var host = await ActorHost.StartAsync(paths, akkaConfig: null, Logger.None);
        var config = ActorHost.System(host).Settings.Config;

        Assert.Equal("akka.persistence.journal.sql", config.GetString("akka.persistence.journal.plugin"));
        Assert.Equal("akka.persistence.snapshot-store.sql", config.GetString("akka.persistence.snapshot-store.plugin"));
        Assert.Equal("fail", config.GetString("akka.persistence.journal.sql.replay-filter.mode"));
        Assert.Contains(paths.Journal, config.GetString("akka.persistence.journal.sql.connection-string"), StringComparison.Ordinal);
        Assert.Contains(paths.Snapshots, config.GetString("akka.persistence.snapshot-store.sql.connection-string"), StringComparison.Ordinal);
        Assert.NotEqual(paths.Journal, paths.Snapshots);

        var plugin = Persistence.Instance.Apply(ActorHost.System(host)).JournalFor(null);
        Assert.Equal("akka.persistence.journal.sql", plugin.Path.Name);
        await host.StopAsync();
    }

    public void Dispose() => _directory.Dispose();
}
