using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Hooks;

/// <summary>Posts the document to an address, signed when there is a secret; a few tries, no redirects.</summary>
internal static class WebHook
{
    /// <summary>The header with the signature: <c>sha256=</c> and the HMAC of the body in hexadecimal.</summary>
    public const string SignatureHeader = "X-Backfill-Signature";

    private static readonly TimeSpan[] Delays = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)];
    private static readonly TimeSpan TryTime = TimeSpan.FromSeconds(15);

    /// <summary>Posts it.</summary>
    /// <param name="hook">Which.</param>
    /// <param name="told">What is posted.</param>
    /// <param name="time">The clock of its time limit.</param>
    /// <param name="over">Nobody waits for it any more: it is given up.</param>
    public static async Task<HookOutcome> PostAsync(HookDefinition hook, HookEvent told, TimeProvider time, CancellationToken over)
    {
        byte[]? secret = null;
        try
        {
            secret = hook.SecretFile is { } file ? Encoding.UTF8.GetBytes((await File.ReadAllTextAsync(Path.GetFullPath(file, told.Directory), CancellationToken.None)).Trim()) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new HookOutcome(hook.Name, $"its secret-file cannot be read: {e.Message}", "");
        }

        using var limit = new CancellationTokenSource(hook.TimeLimit, time);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, over);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { Timeout = TryTime };
        var problem = "";
        for (var attempt = 0; attempt <= Delays.Length; attempt++)
        {
            try
            {
                if (attempt > 0)
                {
                    await Task.Delay(Delays[attempt - 1], time, late.Token);
                }

                var (isDone, canHelp, what) = await TryAsync(client, hook.Webhook!, told, secret, late.Token);
                if (isDone)
                {
                    return new HookOutcome(hook.Name, null, "");
                }

                problem = what;
                if (!canHelp)
                {
                    return new HookOutcome(hook.Name, problem, "");
                }
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested)
            {
                return new HookOutcome(hook.Name, over.IsCancellationRequested ? HookOutcome.RunIsOver : $"took longer than {Wording.Duration(hook.TimeLimit)}{(problem.Length > 0 ? $"; {problem}" : "")}", "");
            }
        }

        return new HookOutcome(hook.Name, string.Create(CultureInfo.InvariantCulture, $"{problem}, {Delays.Length + 1} times"), "");
    }

    private static async Task<(bool IsDone, bool CanHelp, string Problem)> TryAsync(HttpClient client, Uri address, HookEvent told, byte[]? secret, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes(told.Document);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.ParseAdd($"backfill/{VersionVerb.Version}");
        if (secret is not null)
        {
            request.Headers.Add(SignatureHeader, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, body)));
        }

        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var status = (int)response.StatusCode;
            return (response.IsSuccessStatusCode, status is 408 or 429 or >= 500, string.Create(CultureInfo.InvariantCulture, $"answered {status}"));
        }
        catch (HttpRequestException e)
        {
            // The message of some of these quotes the address.
            return (false, true, $"could not be reached: {e.HttpRequestError}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (false, true, $"did not answer within {Wording.Duration(TryTime)}");
        }
    }
}
