using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorBackfill.Host.Exports;

/// <summary>What the file of entities says at one time, in the form that the original has.</summary>
/// <param name="Type">What the entities are called.</param>
/// <param name="Blocks">Their ids; beyond the count there may be others by now.</param>
/// <param name="Count">How many.</param>
/// <param name="At">The time, UTC.</param>
internal sealed record EntityVersion(string Type, ImmutableArray<string[]> Blocks, int Count, DateTimeOffset At)
{
    /// <summary>Ids a block.</summary>
    public const int BlockSize = 1_000;

    private static readonly JsonWriterOptions Form = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the document.</summary>
    /// <param name="file">Where.</param>
    public void Write(Stream file)
    {
        using var json = new Utf8JsonWriter(file, Form);
        json.WriteStartObject();
        json.WriteString("entity_type", Type);
        json.WriteStartArray("processed_ids");
        for (var index = 0; index < Count; index++)
        {
            json.WriteStringValue(Blocks[index / BlockSize][index % BlockSize]);
            if (index % BlockSize == BlockSize - 1)
            {
                // The writer keeps all that is not flushed, in arrays of a size that is collected last.
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteNumber("count", Count);
        json.WriteString("timestamp", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
