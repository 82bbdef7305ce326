using System.Net;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Http.Connecting;
using ActorBackfill.Connectors.Http.Guarding;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Http;

/// <summary>Gets one body: takes the turn, sends, follows redirects within the allowed origins, renews credentials, reads. Thread safe.</summary>
internal sealed class Requester : IFetchPages, IDisposable
{
    private const int MaxRedirects = 5;

    private readonly HttpSourceDefinition _definition;
    private readonly TimeProvider _time;
    private readonly OriginRules _rules;
    private readonly EnvironmentProxy _proxies;
    private readonly SourceHeaders _headers;
    private readonly BlockPages _blocks;
    private readonly HttpMessageInvoker _client;

    /// <summary>Creates the requester with a client of its own.</summary>
    /// <param name="definition">Headers, limits, caps.</param>
    /// <param name="rules">Where requests may go.</param>
    /// <param name="secrets">Hears of every credential.</param>
    /// <param name="network">Names and lines.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FormatException">A header, proxy, pattern or file of authorities cannot be used.</exception>
    public Requester(HttpSourceDefinition definition, OriginRules rules, Secrets secrets, Network network, TimeProvider time)
    {
        _definition = definition;
        _time = time;
        _rules = rules;
        _headers = new SourceHeaders(definition, secrets);
        _blocks = new BlockPages(definition.Blocked);
        _proxies = new EnvironmentProxy(network.Variable);
        foreach (var password in _proxies.Secrets)
        {
            secrets.Add(password);
        }

        _client = SourceClient.Create(definition, rules, _proxies, network, time);
    }

    /// <inheritdoc/>
    public async ValueTask<Answer> GetAsync(Uri address, IRequestGate gate, CancellationToken cancellation)
    {
        var (at, redirects, isRenewed) = (address, 0, false);
        for (var requests = 1; ; requests++)
        {
            // The turn lasts until the body is read: a server counts a request until its answer is out.
            using var turn = await gate.EnterAsync(cancellation);
            using var deadline = new Deadline(_definition, _time, cancellation);
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            var credentials = _headers.AddTo(request, _rules.IsBase(at));
            if (_proxies.AuthorizationFor(at) is { } toProxy)
            {
                request.Headers.TryAddWithoutValidation("Proxy-Authorization", toProxy);
            }

            using var response = await SendAsync(request, at, deadline, cancellation);
            if (RedirectTo(response, at) is { } next)
            {
                at = ++redirects <= MaxRedirects ? next : throw Refusal(at, $"redirects more than {MaxRedirects} times");
                continue;
            }

            if (!isRenewed && response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && _rules.IsBase(at))
            {
                isRenewed = _headers.Renew(credentials);
                if (isRenewed)
                {
                    continue;
                }
            }

            return await ReadAsync(response, at, requests, gate, deadline, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Uri at, Deadline deadline, CancellationToken cancellation)
    {
        OneSend.Begin();
        try
        {
            return await _client.SendAsync(request, deadline.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw NetworkFailure.BeforeBody(at, e, deadline, _definition.RequestTimeout, _proxies.NameFor(at));
        }
    }

    private Uri? RedirectTo(HttpResponseMessage response, Uri at)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
        {
            return null;
        }

        var location = response.Headers.NonValidated.TryGetValues("Location", out var values) ? values.FirstOrDefault() : null;
        if (location is null || !Uri.TryCreate(at, location, out var next))
        {
            throw Refusal(at, $"answered {(int)response.StatusCode} without a usable Location");
        }

        return _rules.Allows(next) ? next : throw Refusal(at, $"redirects to another origin, {OriginRules.Named(next)}");
    }

    private async ValueTask<Answer> ReadAsync(
        HttpResponseMessage response, Uri at, int requests, IRequestGate gate, Deadline deadline, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ResetContent || (status is 404 or 410 && _definition.NotFoundIsEmpty))
        {
            return new Answer(at, null, new BodyOrigin(RequestAddress.Place(at), BodyEnd.Proven), requests);
        }

        if (!StatusFailure.IsSuccess(status))
        {
            throw await FailureAsync(response, at, gate, deadline, cancellation);
        }

        var (body, origin) = await ResponseBody.ReadAsync(response, at, _definition, deadline, cancellation);
        // Where pages are what is asked for, one that is as expected may hold any words.
        if ((_definition.Html is null ? _blocks.Of(response, body.Written, at) : _blocks.OfHeaders(response, at)) is { } block)
        {
            body.Dispose();
            throw block;
        }

        return new Answer(at, body, origin, requests);
    }

    private async Task<BackfillException> FailureAsync(
        HttpResponseMessage response, Uri at, IRequestGate gate, Deadline deadline, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        if (status == (int)HttpStatusCode.ProxyAuthenticationRequired && _proxies.NameFor(at) is { } proxy)
        {
            return new BackfillException(FailureCategory.Auth, $"the proxy {proxy} refuses the name and password of its variable, or wants some: 407");
        }

        var wait = RetryAfter.Of(response, _time.GetUtcNow());
        var page = await ErrorPage.ReadAsync(response, _time, deadline.Token);
        cancellation.ThrowIfCancellationRequested();

        // Who says when to come back does not shut us out.
        if (wait is null && _blocks.Of(response, page, at) is { } block)
        {
            return block;
        }

        var failure = StatusFailure.Of(status, at, wait, page);
        if (failure.Category == FailureCategory.RateLimited)
        {
            gate.CloseFor(wait ?? TimeSpan.Zero, Refused(status, wait, at));
        }

        return failure;
    }

    private static string Refused(int status, TimeSpan? wait, Uri at) =>
        wait is not { } delay || delay <= TimeSpan.Zero ? $"{status} from {at.Host}"
        : delay < RetryAfter.Longest ? $"{status} with Retry-After {delay.TotalSeconds:0.###} s from {at.Host}"
        : $"{status} from {at.Host} with a Retry-After of {RetryAfter.Longest.TotalHours:0} h or more, of which so much is believed";

    private static BackfillException Refusal(Uri at, string what) =>
        new(FailureCategory.UnexpectedContent, $"{RequestAddress.Place(at)} {what}") { CanRetry = false };
}
