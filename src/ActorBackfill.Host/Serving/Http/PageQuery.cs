using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>Reads <c>?offset=&amp;limit=</c>.</summary>
internal static class PageQuery
{
    private const int MostItems = 1_000;

    /// <summary>Reads which part of a list is asked for.</summary>
    /// <param name="http">The request.</param>
    /// <returns>The part; null when the request is answered already: it is wrong.</returns>
    public static async Task<(int Offset, int Limit)?> ReadAsync(HttpContext http)
    {
        var (offset, limit) = (Number(http, "offset", 0, 0, int.MaxValue - MostItems), Number(http, "limit", 100, 1, MostItems));
        if (offset is { } first && limit is { } most)
        {
            return (first, most);
        }

        await new Problem(StatusCodes.Status400BadRequest, $"offset is a whole number from 0, limit one from 1 to {MostItems}.").WriteAsync(http);
        return null;
    }

    /// <summary>Reads a whole number; null when it is none, or out of its bounds.</summary>
    public static int? Number(HttpContext http, string name, int fallback, int least, int most) =>
        http.Request.Query[name].ToString() is not { Length: > 0 } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
