using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Web;

/// <summary>Style sheet, script and what else pages load: inside the program, so that nothing is loaded from anywhere else.</summary>
public static class AssetFiles
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Asset> All = Read();

    /// <summary>Gets the address of an asset; another one once its content has changed.</summary>
    /// <param name="name">The file's name.</param>
    /// <exception cref="KeyNotFoundException">There is no such asset.</exception>
    public static string Path(string name) => $"/assets/{name}?v={All[name].Hash}";

    /// <summary>Adds the route.</summary>
    internal static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{name}", SendAsync);

    private static async Task SendAsync(HttpContext http, string name)
    {
        if (!All.TryGetValue(name, out var asset))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var tag = $"\"{asset.Hash}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = http.Request.Query["v"] == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        if (http.Request.Headers.IfNoneMatch.Contains(tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = asset.Type;
        http.Response.ContentLength = asset.Content.Length;
        await http.Response.Body.WriteAsync(asset.Content, http.RequestAborted);
    }

    private static FrozenDictionary<string, Asset> Read()
    {
        var own = Assembly.GetExecutingAssembly();
        return own.GetManifestResourceNames()
            .Where(name => Types.ContainsKey(System.IO.Path.GetExtension(name)))
            .ToFrozenDictionary(name => name, name => Read(own, name), StringComparer.Ordinal);
    }

    private static Asset Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new Asset(content, Types[System.IO.Path.GetExtension(name)], Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
    }

    private sealed record Asset(ReadOnlyMemory<byte> Content, string Type, string Hash);
}
