using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Exports;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Planning;

/// <summary>
/// Keeps the entities of lists beside the journal, so that plans, status and resumed runs need nobody else: a line about the list, then a
/// line an entity, its value and its attributes. Their numbers are the journal's.
/// </summary>
internal static class EntityStore
{
    private const int Version = 1;

    /// <summary>Gets a list as it was read last; null when it never was, or with other attributes.</summary>
    /// <param name="paths">Whose.</param>
    /// <param name="definition">The list.</param>
    /// <exception cref="CommandException">What is kept is damaged: exit 2; a new reading mends it.</exception>
    public static EntityList? Read(JobPaths paths, EntityListDefinition definition)
    {
        var path = paths.List(definition.Name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return Parse(File.ReadAllBytes(path), definition);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new CommandException(ExitCode.Usage, "list", $"the kept list {path} is damaged: {e.Message}", "Read it anew with --refresh-lists.", e);
        }
    }

    /// <summary>Keeps a list; a reader never sees half of it.</summary>
    /// <param name="paths">Whose.</param>
    /// <param name="definition">The list.</param>
    /// <param name="list">Its entities.</param>
    public static void Write(JobPaths paths, EntityListDefinition definition, EntityList list)
    {
        var path = paths.List(definition.Name);
        JobPaths.CreatePrivate(paths.Directory);
        JobPaths.CreatePrivate(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, file =>
        {
            WriteHead(file, definition, list);
            for (var i = 0; i < list.Values.Length; i++)
            {
                file.WriteByte((byte)'\n');
                WriteEntity(file, list, i);
            }
        });
    }

    private static void WriteHead(Stream file, EntityListDefinition definition, EntityList list)
    {
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteNumber("v", Version);
        json.WriteString("list", definition.Name);
        json.WriteString("at", list.At);
        json.WriteNumber("count", list.Values.Length);
        json.WriteNumber("duplicates", list.Duplicates);
        json.WriteStartArray("attributes");
        foreach (var name in list.Attributes.Names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEntity(Stream file, EntityList list, int place)
    {
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
        json.WriteStringValue(list.Values[place]);
        foreach (var column in list.Attributes.Columns)
        {
            json.WriteStringValue(column[place]);
        }

        json.WriteEndArray();
    }

    private static EntityList? Parse(byte[] bytes, EntityListDefinition definition)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
        reader.Read();
        using var head = JsonDocument.ParseValue(ref reader);
        var about = head.RootElement;
        ImmutableArray<string> names = [.. about.GetProperty("attributes").EnumerateArray().Select(n => n.GetString()!)];
        if (about.GetProperty("v").GetInt32() != Version || !names.SequenceEqual(definition.Attributes))
        {
            return null;
        }

        var count = about.GetProperty("count").GetInt32();
        var values = ImmutableArray.CreateBuilder<string>(count);
        var columns = names.Select(_ => ImmutableArray.CreateBuilder<string?>(count)).ToArray();
        while (reader.Read())
        {
            reader.Read();
            values.Add(reader.GetString()!);
            foreach (var column in columns)
            {
                reader.Read();
                column.Add(reader.GetString());
            }

            reader.Read();
        }

        return values.Count == count
            ? new EntityList(values.DrainToImmutable(), new EntityAttributes(names, [.. columns.Select(c => c.DrainToImmutable())]), about.GetProperty("duplicates").GetInt64(), about.GetProperty("at").GetDateTimeOffset())
            : throw new FormatException($"{values.Count} of {count} entities are there");
    }
}
