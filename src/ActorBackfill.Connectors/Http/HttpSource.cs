using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Bodies.Html;
using ActorBackfill.Connectors.Http.Batching;
using ActorBackfill.Connectors.Http.Connecting;
using ActorBackfill.Connectors.Http.Guarding;
using ActorBackfill.Connectors.Http.Paging;
using ActorBackfill.Connectors.Http.Robots;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Http;

/// <summary>
/// <c>type = http</c>: one pooled client for all workers. A unit is whole when every page's body is, when paging came to its end, and when
/// the total that the server names, if the job says where, is what came.
/// </summary>
public sealed partial class HttpSource : ISource
{
    /// <summary>How many bodies of the largest size all pages of one unit may take together.</summary>
    public const int UnitBodies = 16;

    private readonly HttpSourceDefinition _definition;
    private readonly RequestAddress _address;
    private readonly IBodyReader _reader;
    private readonly PagePaths _paths;
    private readonly OriginRules _rules;
    private readonly Requester _requester;
    private readonly IFetchPages _rendered;
    private readonly IFetchPages _pages;
    private readonly Secrets _secrets;
    private readonly BatchRequest? _batch;

    /// <summary>Creates the source; nothing is requested yet.</summary>
    /// <param name="definition">The job's source.</param>
    /// <param name="dimensions">The names a unit has.</param>
    /// <param name="time">The clock of time limits and of dates in Retry-After.</param>
    /// <param name="network">Names and lines; null means those of the machine.</param>
    /// <exception cref="FormatException">An address, template, header, path or file of the definition, or a proxy of the environment, cannot be used.</exception>
    public HttpSource(HttpSourceDefinition definition, IReadOnlyCollection<string> dimensions, TimeProvider time, Network? network = null)
        : this(definition, dimensions, time, network, static means => means.Requester)
    {
    }

    /// <summary>Creates the source; nothing is requested yet.</summary>
    /// <param name="definition">The job's source.</param>
    /// <param name="dimensions">The names a unit has.</param>
    /// <param name="time">The clock.</param>
    /// <param name="network">Names and lines; null means those of the machine.</param>
    /// <param name="render">Makes what gets pages of HTML by the source's own means; disposed with the source where it can be. Its text says how.</param>
    internal HttpSource(
        HttpSourceDefinition definition, IReadOnlyCollection<string> dimensions, TimeProvider time, Network? network, Func<PageMeans, IFetchPages> render)
    {
        _definition = definition;
        _address = new RequestAddress(definition, dimensions);
        _reader = Reader(definition);
        _paths = PagePaths.Of(definition.Paging, definition.Format);
        _secrets = Secrets.Of(definition);
        _rules = new OriginRules(definition);
        _requester = new Requester(definition, _rules, _secrets, network ?? Network.OfMachine, time);
        var robots = new RobotsFiles(_requester, time);
        _rendered = render(new PageMeans(definition, _requester, robots, _rules, time));
        _pages = definition.Html is null ? _requester : new PolitePages(_rendered, robots, definition.Jitter, time);
        _batch = definition.Batch is null ? null : new BatchRequest(definition.Batch, _address, _reader, _pages, time);
    }

    /// <inheritdoc/>
    public string Description => $"{_address} ({_definition.Format.ToString().ToLowerInvariant()}{PagePaths.Describe(_definition.Paging)}{(_rendered == _requester ? "" : $", {_rendered}")})";

    /// <inheritdoc/>
    public async ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
    {
        try
        {
            return _batch is null
                ? await FetchPagesAsync(unit, gate, cancellation)
                : await new BatchLease(_batch, [unit], isAgain: true).FetchAsync(unit, gate, cancellation);
        }
        catch (BackfillException e) when (_secrets.AreIn(e.Message))
        {
            // A server may say in its answer what it was sent.
            throw Hidden(e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_rendered is IAsyncDisposable rendered)
        {
            await rendered.DisposeAsync();
        }

        _requester.Dispose();
    }

    private static IBodyReader Reader(HttpSourceDefinition definition) => definition.Html is { } html
        ? new HtmlBodyReader(html, definition.Caps, new BlockPages(definition.Blocked).WordIn)
        : BodyReaders.For(definition.Format, definition.Items, definition.Caps, definition.ErrorPath);

    private async ValueTask<FetchedUnit> FetchPagesAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
    {
        var walk = PageWalk.Begin(_definition.Paging, _paths, _address, _rules, unit);
        var items = new List<Item>();
        var (requests, bytes, pages) = (0, 0L, 0);
        for (var next = walk.First; next is not null; pages++)
        {
            if (pages == _definition.Caps.Pages)
            {
                throw new BackfillException(FailureCategory.Oversize, $"{RequestAddress.Place(next)} has more than {pages} pages (caps.pages)");
            }

            using var answer = await _pages.GetAsync(next, gate, cancellation);
            requests += answer.Requests;
            bytes += answer.Body?.Length ?? 0;
            if (bytes > _definition.Caps.BodyBytes * UnitBodies)
            {
                throw new BackfillException(
                    FailureCategory.Oversize, $"{answer.Origin.Place}: the unit's pages are larger than {UnitBodies} times caps.body");
            }

            var page = answer.Body is null ? BodyContent.Nothing : _reader.Read(answer.Body.Written, answer.Origin);
            items.AddRange(page.Items);
            next = answer.Body is null ? null : walk.After(answer.Address, page, answer.Origin);
        }

        walk.CheckTotal(items.Count, RequestAddress.Place(walk.First));
        return new FetchedUnit(items, requests, bytes) { Warnings = [.. walk.Warnings] };
    }
}
