using System.Collections.Concurrent;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Http.Robots;

/// <summary>
/// The robots.txt of every origin that is asked, each requested once and kept for a day (RFC 9309, section 2.4). One that is not there
/// forbids nothing; one that cannot be had for now, by the server's fault, lets nothing be asked until it can. Thread safe.
/// </summary>
/// <param name="pages">Requests the files.</param>
/// <param name="time">The clock.</param>
internal sealed class RobotsFiles(IFetchPages pages, TimeProvider time)
{
    /// <summary>How long a file is believed.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Checks that an address may be asked for.</summary>
    /// <param name="address">The address.</param>
    /// <param name="gate">The request of the file passes it.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>Requests made.</returns>
    /// <exception cref="BackfillException">The file forbids it, or cannot be had for now.</exception>
    public async ValueTask<int> CheckAsync(Uri address, IRequestGate gate, CancellationToken cancellation)
    {
        var origin = address.GetLeftPart(UriPartial.Authority);
        var entry = _entries.GetOrAdd(origin, static _ => new Entry());
        var (file, requests) = entry.Current(time) is { } known ? (known, 0) : await FetchAsync(entry, new Uri(origin + "/robots.txt"), gate, cancellation);
        return file.Refusal(address) is not { } rule ? requests : throw new BackfillException(
            FailureCategory.UnexpectedContent, $"{RequestAddress.Place(address)} is not to be asked for: {origin}/robots.txt says '{Bodies.BodyText.Plain(rule)}'")
        {
            CanRetry = false,
        };
    }

    private async Task<(RobotsFile File, int Requests)> FetchAsync(Entry entry, Uri at, IRequestGate gate, CancellationToken cancellation)
    {
        // The first asks, the others wait for it.
        await entry.Asking.WaitAsync(cancellation);
        try
        {
            if (entry.Current(time) is { } known)
            {
                return (known, 0);
            }

            var (file, requests) = await ReadAsync(at, gate, cancellation);
            entry.Set(file, time.GetTimestamp());
            return (file, requests);
        }
        finally
        {
            entry.Asking.Release();
        }
    }

    private async Task<(RobotsFile File, int Requests)> ReadAsync(Uri at, IRequestGate gate, CancellationToken cancellation)
    {
        try
        {
            using var answer = await pages.GetAsync(at, gate, cancellation);
            return (answer.Body is null ? RobotsFile.Open : RobotsFile.Parse(answer.Body.Written, SourceHeaders.Product), answer.Requests);
        }
        catch (BackfillException e) when (e.Category is FailureCategory.NotFound or FailureCategory.Auth or FailureCategory.UnexpectedContent)
        {
            // A status of the client's fault, or redirects without end: there is none (section 2.3.1.3).
            return (RobotsFile.Open, 1);
        }
        catch (BackfillException e)
        {
            throw new BackfillException(e.Category, $"without its robots.txt nothing is asked of {at.Authority}: {e.Message}", e) { CanRetry = e.CanRetry, RetryAfter = e.RetryAfter };
        }
    }

    private sealed class Entry
    {
        private volatile Known? _known;

        public SemaphoreSlim Asking { get; } = new(1);

        public RobotsFile? Current(TimeProvider time) => _known is { } known && time.GetElapsedTime(known.At) < Kept ? known.File : null;

        public void Set(RobotsFile file, long at) => _known = new Known(file, at);

        private sealed record Known(RobotsFile File, long At);
    }
}
