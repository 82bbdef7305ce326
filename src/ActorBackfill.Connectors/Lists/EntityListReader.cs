using System.Collections.Immutable;
using ActorBackfill.Connectors.Files;
using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Lists;

/// <summary>Reads the entities of a list from where the job file says that they are.</summary>
public static class EntityListReader
{
    // A list is read whole, once a run; what is kept of it is bounded by EntityRows.
    private const long MaxFileBytes = 1L << 30;

    /// <summary>Reads a list.</summary>
    /// <param name="definition">The list.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="retry">How often and how fast a request is made again.</param>
    /// <param name="gate">Rate of the source that requests go to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BackfillException">It cannot be had, or not whole.</exception>
    /// <exception cref="FormatException">An address, path or header of it cannot be used.</exception>
    public static async Task<EntityList> ReadAsync(
        EntityListDefinition definition, string directory, RetryDefinition retry, IRequestGate gate, TimeProvider time, CancellationToken cancellation)
    {
        var rows = new EntityRows(definition.Attributes);
        switch (definition.From)
        {
            case FileEntities file:
                await ReadFileAsync(file with { Path = Path.GetFullPath(file.Path, directory) }, definition.Attributes, rows, cancellation);
                break;
            case QueryEntities query:
                QueryEntityReader.Read(query with { Path = Path.GetFullPath(query.Path, directory) }, definition.Attributes, rows, cancellation);
                break;
            case ServerEntities server:
                PostgresEntityReader.Read(server, definition.Attributes, rows, cancellation);
                break;
            case HttpEntities http:
                using (var reader = new HttpEntityReader(http, definition.Attributes, retry, time))
                {
                    await reader.ReadAsync(rows, gate, cancellation);
                }

                break;
            default:
                throw new NotSupportedException($"there is no list {definition.From.GetType().Name}");
        }

        return rows.ToList(time.GetUtcNow());
    }

    private static async Task ReadFileAsync(FileEntities file, ImmutableArray<string> attributes, EntityRows rows, CancellationToken cancellation)
    {
        var name = file.Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file.Path[..^3] : file.Path;
        BodyFormat? format = file.Column is null ? null
            : Path.GetExtension(name).ToLowerInvariant() is ".ndjson" or ".jsonl" ? BodyFormat.Ndjson
            : BodyFormat.Csv;
        var reader = new FileReader(new EntityBodyReader(format, file.Column, attributes, rows), new CapsDefinition(MaxFileBytes));
        _ = await reader.ReadAsync(file.Path, cancellation);
    }
}
