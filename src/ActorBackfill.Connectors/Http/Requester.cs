using System.Net;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Http;

/// <summary>Gets one body: takes the turn, sends, follows redirects within the origin, reads. Thread safe.</summary>
internal sealed class Requester : IDisposable
{
    private const int MaxRedirects = 5;

    private readonly HttpSourceDefinition _definition;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    /// <summary>Creates the requester with a client of its own.</summary>
    /// <param name="definition">Headers, limits, caps.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FormatException">A header cannot be sent.</exception>
    public Requester(HttpSourceDefinition definition, TimeProvider time)
    {
        _definition = definition;
        _time = time;
        _client = SourceClient.Create(definition);
    }

    /// <summary>Gets the body at an address.</summary>
    /// <param name="address">Where.</param>
    /// <param name="gate">Every request passes it, redirected ones too.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="BackfillException">It could not be had, or not whole.</exception>
    public async ValueTask<Answer> GetAsync(Uri address, IRequestGate gate, CancellationToken cancellation)
    {
        var at = address;
        for (var requests = 1; ; requests++)
        {
            // The turn lasts until the body is read: a server counts a request until its answer is out.
            using var turn = await gate.EnterAsync(cancellation);
            using var deadline = new Deadline(_definition.RequestTimeout, _time, cancellation);
            using var response = await SendAsync(at, deadline, cancellation);
            if (RedirectTo(response, at) is { } next)
            {
                at = requests <= MaxRedirects ? next : throw Refusal(at, $"redirects more than {MaxRedirects} times");
                continue;
            }

            if (Check(response, at, gate))
            {
                var compressed = await ResponseBody.ReadAsync(response, at, _definition, deadline, cancellation);
                return new Answer(at, compressed.Body, compressed.Origin, requests);
            }

            return new Answer(at, null, new BodyOrigin(RequestAddress.Place(at), BodyEnd.Proven), requests);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Uri at, Deadline deadline, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, at);
        OneSend.Begin();
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw NetworkFailure.BeforeBody(at, e, deadline, _definition.RequestTimeout);
        }
    }

    private static Uri? RedirectTo(HttpResponseMessage response, Uri at)
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

        return SameOrigin(at, next) ? next : throw Refusal(at, $"redirects to another origin, {BodyText.Plain(next.GetLeftPart(UriPartial.Authority))}");
    }

    /// <summary>Gets whether two addresses have scheme, host and port in common, so that one may be sent what is meant for the other.</summary>
    internal static bool SameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Gets whether there is a body to read; throws what any other status means.</summary>
    private bool Check(HttpResponseMessage response, Uri at, IRequestGate gate)
    {
        var wait = RetryAfter.Of(response, _time.GetUtcNow());
        var status = (int)response.StatusCode;
        if (status is 404 or 410 && _definition.NotFoundIsEmpty)
        {
            return false;
        }

        if (StatusFailure.Of(status, at, wait) is { } failure)
        {
            if (failure.Category == FailureCategory.RateLimited && failure.RetryAfter is { } delay && delay > TimeSpan.Zero)
            {
                gate.CloseFor(delay, $"{status} with Retry-After {delay.TotalSeconds:0.###} s from {at.Host}");
            }

            throw failure;
        }

        return response.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.ResetContent);
    }

    private static BackfillException Refusal(Uri at, string what) =>
        new(FailureCategory.UnexpectedContent, $"{RequestAddress.Place(at)} {what}") { CanRetry = false };
}
