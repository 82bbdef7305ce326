using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Exports;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>The directory of one submitted job: its identifiers, the units that pages are asked for, and the state of its runs.</summary>
/// <param name="Directory">Where it is, absolute.</param>
internal sealed record JobFolder(string Directory)
{
    /// <summary>Gets the file of the identifiers, a JSON document a line.</summary>
    public string Identifiers => Path.Combine(Directory, "identifiers.ndjson");

    /// <summary>Gets the file of the units that pages are asked for, where not all of them are.</summary>
    /// <param name="type">Which pages.</param>
    public string Lacking(DataType type) => Path.Combine(Directory, $"lacking-{WireNames.Lower(type)}.json");

    /// <summary>Gets the file of the units that a source is asked for again after its run had finished.</summary>
    /// <param name="source">What the source is called.</param>
    public string Again(string source) => Path.Combine(Directory, $"again-{source}.json");

    /// <summary>Writes the identifiers to disk; they are there for good when this returns.</summary>
    /// <param name="identifiers">Distinct.</param>
    public void WriteIdentifiers(IEnumerable<string> identifiers)
    {
        JobPaths.CreatePrivate(Directory);
        var text = new StringBuilder();
        foreach (var identifier in identifiers)
        {
            text.Append("{\"value\":").Append(JsonSerializer.Serialize(identifier, IdentifierJson.Default.String)).Append("}\n");
        }

        AtomicFile.Write(Identifiers, text.ToString());
    }

    /// <summary>Reads the identifiers in their order.</summary>
    public ImmutableArray<string> ReadIdentifiers() =>
        [.. File.ReadLines(Identifiers).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("value").GetString()!)];

    /// <summary>Writes which units pages are asked for.</summary>
    /// <param name="type">Which pages.</param>
    /// <param name="keys">Their keys.</param>
    public void WriteLacking(DataType type, IEnumerable<string> keys) => Write(Lacking(type), keys);

    /// <summary>Writes which units a source is asked for again.</summary>
    /// <param name="source">What the source is called.</param>
    /// <param name="keys">Their keys.</param>
    public void WriteAgain(string source, IEnumerable<string> keys) => Write(Again(source), keys);

    private static void Write(string file, IEnumerable<string> keys) => AtomicFile.Write(
        file, JsonText.OneLine(json =>
        {
            json.WriteNumber("v", GapPlan.Version);
            json.WriteTexts("units", keys);
        }));
}

/// <summary>How identifiers are written.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class IdentifierJson : System.Text.Json.Serialization.JsonSerializerContext;
