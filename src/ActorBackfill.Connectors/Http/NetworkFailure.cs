using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Http;

/// <summary>Turns what the client throws into failures that name host and cause, and nothing that was sent.</summary>
internal static class NetworkFailure
{
    /// <summary>Gets the failure of a request that got no headers.</summary>
    /// <param name="at">The address.</param>
    /// <param name="error">What was thrown.</param>
    /// <param name="deadline">The request's time.</param>
    /// <param name="limit">All of that time.</param>
    /// <param name="proxy">The words for the proxy it went through, or null.</param>
    public static BackfillException BeforeBody(Uri at, Exception error, Deadline deadline, TimeSpan limit, string? proxy)
    {
        var through = proxy is null ? "" : $", through the proxy {proxy}";
        return error switch
        {
            OperationCanceledException when deadline.IsOver =>
                new(FailureCategory.Timeout, $"{RequestAddress.Place(at)} did not answer within {Seconds(limit)}{through}", error),
            // Of the dialer, which knows more than the client that wraps it.
            _ when Chain(error).OfType<BackfillException>().FirstOrDefault() is { } known => known,
            OperationCanceledException =>
                new(FailureCategory.Timeout, $"{at.Authority} took no connection in time{through}", error),
            HttpRequestException http => Of(at, http, through),
            _ => new(FailureCategory.Transient, $"{RequestAddress.Place(at)} gave no answer{through}: {Cause(error)}", error),
        };
    }

    /// <summary>Gets the failure of a body that stopped coming.</summary>
    /// <param name="at">The address.</param>
    /// <param name="error">What was thrown.</param>
    /// <param name="deadline">The request's time.</param>
    /// <param name="limits">All of that time, and what a body must bring in which part of it.</param>
    /// <param name="read">Bytes that came.</param>
    public static BackfillException InBody(Uri at, Exception error, Deadline deadline, HttpSourceDefinition limits, long read) => error switch
    {
        OperationCanceledException when !deadline.IsTotalOver => new(
            FailureCategory.Timeout,
            string.Create(CultureInfo.InvariantCulture, $"{RequestAddress.Place(at)} sent less than {limits.MinProgress} bytes in {Seconds(limits.IdleTimeout)} after {read - deadline.Unheard} bytes of its body (idle-timeout, min-progress)"),
            error),
        OperationCanceledException => new(
            FailureCategory.Timeout, $"{RequestAddress.Place(at)} had sent {read} bytes of its body after {Seconds(limits.RequestTimeout)}, the limit of a request", error),
        _ => new(FailureCategory.Truncated, $"{RequestAddress.Place(at)} broke off after {read} bytes of its body: {Cause(error)}", error),
    };

    private static BackfillException Of(Uri at, HttpRequestException error, string through)
    {
        var (category, what) = error.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => (FailureCategory.Transient, $"DNS does not know {at.Host}"),
            HttpRequestError.ConnectionError => (FailureCategory.Transient, $"{at.Authority} cannot be connected to"),
            HttpRequestError.SecureConnectionError => (FailureCategory.Transient, $"TLS with {at.Authority} failed"),
            HttpRequestError.ProxyTunnelError => (error.StatusCode == HttpStatusCode.ProxyAuthenticationRequired ? FailureCategory.Auth : FailureCategory.Transient,
                $"{at.Authority} cannot be reached"),
            HttpRequestError.ResponseEnded => (FailureCategory.Transient, $"{at.Authority} closed the connection without an answer"),
            HttpRequestError.ConfigurationLimitExceeded => (FailureCategory.Oversize, $"{at.Authority} answered with headers over the limit"),
            HttpRequestError.InvalidResponse => (FailureCategory.UnexpectedContent, $"{at.Authority} does not answer in HTTP"),
            _ => (FailureCategory.Transient, $"{RequestAddress.Place(at)} gave no answer"),
        };
        var cause = Cause(error);
        var help = cause.Contains("UntrustedRoot", StringComparison.Ordinal) || cause.Contains("PartialChain", StringComparison.Ordinal)
            ? "; an authority of your own is named by source.tls.ca-file"
            : "";
        return new BackfillException(category, $"{what}{through}: {cause}{help}", error)
        {
            // A certificate that is refused stays refused; everything else of the network passes.
            CanRetry = category.CanRetry() && !Chain(error).Any(e => e is AuthenticationException),
        };
    }

    private static string Cause(Exception error)
    {
        var socket = Chain(error).OfType<SocketException>().FirstOrDefault();
        return BodyText.Plain(socket is not null ? $"{socket.SocketErrorCode}, {error.Message}" : Chain(error).Last().Message);
    }

    private static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            yield return error;
        }
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
