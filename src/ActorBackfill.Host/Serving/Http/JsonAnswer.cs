using System.Text;
using System.Text.Json;
using ActorBackfill.Host.Consoles;
using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>Writes answers.</summary>
internal static class JsonAnswer
{
    /// <summary>Writes a document.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="write">Writes the document's members.</param>
    public static Task WriteAsync(HttpContext http, int status, Action<Utf8JsonWriter> write)
    {
        http.Response.StatusCode = status;
        return WriteAsync(http, "application/json", JsonText.Document(write));
    }

    /// <summary>Writes a document that is a text already.</summary>
    public static async Task WriteAsync(HttpContext http, string type, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text + "\n");
        http.Response.ContentType = type + "; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        // Rows may quote anything: nobody is to take them for a page.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
