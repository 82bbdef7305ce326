using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorBackfill.Host.Consoles;

/// <summary>Writes JSON documents by hand: no reflection, and the order of keys is ours.</summary>
internal static class JsonText
{
    /// <summary>Gets one object on one line.</summary>
    /// <param name="write">Writes the object's members.</param>
    public static string OneLine(Action<Utf8JsonWriter> write) => Write(write, indented: false);

    /// <summary>Gets one object on several lines.</summary>
    /// <param name="write">Writes the object's members.</param>
    public static string Document(Action<Utf8JsonWriter> write) => Write(write, indented: true);

    private static string Write(Action<Utf8JsonWriter> write, bool indented)
    {
        using var stream = new MemoryStream();
        // Control characters are always escaped; other scripts stay readable.
        var options = new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
