using System.Collections.Immutable;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Http.Connecting;
using ActorBackfill.Connectors.Http.Guarding;
using ActorBackfill.Connectors.Http.Paging;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Lists;

/// <summary>
/// Reads a list from behind an address, one page after the other, and keeps nothing of a page but its entities. A page that fails in
/// passing is asked for again; one that comes twice brings nothing new, which is counted.
/// </summary>
internal sealed class HttpEntityReader : IDisposable
{
    private static readonly PlanUnit NoUnit = new(0, 0, "the list", []);

    private readonly HttpSourceDefinition _definition;
    private readonly RetryDefinition _retry;
    private readonly TimeProvider _time;
    private readonly ItemPath[] _paths;
    private readonly RequestAddress _address;
    private readonly IBodyReader _reader;
    private readonly OriginRules _rules;
    private readonly Secrets _secrets;
    private readonly Requester _requester;

    /// <summary>Creates the reader; nothing is requested yet.</summary>
    /// <exception cref="FormatException">An address, header or path cannot be used.</exception>
    public HttpEntityReader(HttpEntities entities, ImmutableArray<string> attributes, RetryDefinition retry, TimeProvider time)
    {
        (_definition, _retry, _time) = (entities.Source, retry, time);
        _paths = [.. attributes.Prepend(entities.Key).Select(ItemPath.Parse)];
        _address = new RequestAddress(_definition, []);
        _reader = BodyReaders.For(_definition.Format, _definition.Items, _definition.Caps, _definition.ErrorPath);
        _rules = new OriginRules(_definition);
        _secrets = Secrets.Of(_definition);
        _requester = new Requester(_definition, _rules, _secrets, Network.OfMachine, time);
    }

    /// <summary>Reads all pages.</summary>
    /// <param name="rows">Gets the entities.</param>
    /// <param name="gate">Rate of the source.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BackfillException">A page cannot be had, or the pages are not the whole list.</exception>
    public async Task ReadAsync(EntityRows rows, IRequestGate gate, CancellationToken cancellation)
    {
        var paths = PagePaths.Of(_definition.Paging, _definition.Format);
        var walk = PageWalk.Begin(_definition.Paging, paths, _address, _rules, NoUnit);
        var (items, pages) = (0, 0);
        for (var next = walk.First; next is not null; pages++)
        {
            if (pages == _definition.Caps.Pages)
            {
                throw new BackfillException(FailureCategory.Oversize, $"{RequestAddress.Place(next)} has more than {pages} pages (caps.pages)");
            }

            var (page, after) = await ReadPageAsync(next, walk, gate, cancellation);
            items += page.Items.Count;
            Add(page, rows, RequestAddress.Place(next));
            next = after;
        }

        walk.CheckTotal(items, RequestAddress.Place(walk.First));
    }

    /// <inheritdoc/>
    public void Dispose() => _requester.Dispose();

    private async Task<(BodyContent Page, Uri? After)> ReadPageAsync(Uri address, PageWalk walk, IRequestGate gate, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var answer = await _requester.GetAsync(address, gate, cancellation);
                var page = answer.Body is null ? BodyContent.Nothing : _reader.Read(answer.Body.Written, answer.Origin);
                return (page, answer.Body is null ? null : walk.After(answer.Address, page, answer.Origin));
            }
            catch (BackfillException e) when (e.CanRetry && attempt < _retry.MaxAttempts)
            {
                var backoff = _retry.DelayAfter(attempt, Random.Shared.NextDouble());
                await Task.Delay(e.RetryAfter is { } asked && asked > backoff ? asked : backoff, _time, cancellation);
            }
            catch (BackfillException e) when (_secrets.AreIn(e.Message))
            {
                throw new BackfillException(e.Category, _secrets.Hide(e.Message)) { CanRetry = e.CanRetry };
            }
        }
    }

    private void Add(BodyContent page, EntityRows rows, string place)
    {
        var of = new string?[_paths.Length - 1];
        foreach (var item in page.Items)
        {
            for (var i = 0; i < of.Length; i++)
            {
                of[i] = EntityText.Of(_paths[i + 1].Find(item));
            }

            rows.Add(EntityText.Of(_paths[0].Find(item)), of, $"an item of {place}");
        }
    }
}
