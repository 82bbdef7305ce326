using ActorBackfill.Connectors.Http.Connecting;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Browser.Tests;

/// <summary>One browser for all tests that do not end theirs; tests with browsers run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<SharedBrowser>, IAsyncLifetime
{
    public const string Name = "browser";

    private readonly Chromium? _chromium = ChromiumProgram.Find(null, Environment.GetEnvironmentVariable) is { } program ? new Chromium(program) : null;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
    }

    internal ISource Source(
        ScriptedServer server, Func<HttpSourceDefinition, HttpSourceDefinition>? with = null, BrowserDefinition? browser = null, TimeProvider? time = null)
    {
        Site.NeedsChromium();
        return BrowserSource.Create(Site.Definition(server, with, browser), ["date"], time ?? TimeProvider.System, Network.OfMachine, _chromium!, isShared: true);
    }
}
