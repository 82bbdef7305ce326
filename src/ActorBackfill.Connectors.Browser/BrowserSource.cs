using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Http.Connecting;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Browser;

/// <summary><c>type = browser</c>: a source over HTTP whose pages are rendered before anything is taken from them.</summary>
public static class BrowserSource
{
    /// <summary>Creates the source; the browser is started when the first page needs it.</summary>
    /// <param name="definition">The job's source, with a browser.</param>
    /// <param name="dimensions">The names a unit has.</param>
    /// <param name="time">The clock.</param>
    /// <param name="network">Names and lines; null means those of the machine.</param>
    /// <exception cref="FormatException">There is no browser, or something of the definition cannot be used.</exception>
    public static ISource Create(HttpSourceDefinition definition, IReadOnlyCollection<string> dimensions, TimeProvider time, Network? network = null)
    {
        var program = ChromiumProgram.Find(definition.Browser!.Executable, (network ?? Network.OfMachine).Variable)
            ?? throw new FormatException($"source.browser: {ChromiumProgram.Missing(definition.Browser.Executable)}");
#pragma warning disable CA2000 // The source disposes it.
        return Create(definition, dimensions, time, network, new Chromium(program), isShared: false);
#pragma warning restore CA2000
    }

    /// <summary>Creates the source with a browser that is there.</summary>
    /// <param name="definition">The job's source, with a browser.</param>
    /// <param name="dimensions">The names a unit has.</param>
    /// <param name="time">The clock.</param>
    /// <param name="network">Names and lines; null means those of the machine.</param>
    /// <param name="chromium">The browser.</param>
    /// <param name="isShared">Whether others use it too, so that it outlives the source.</param>
    internal static ISource Create(
        HttpSourceDefinition definition, IReadOnlyCollection<string> dimensions, TimeProvider time, Network? network, Chromium chromium, bool isShared) =>
        new HttpSource(definition, dimensions, time, network, means => new RenderedPages(means, chromium, isShared));
}
