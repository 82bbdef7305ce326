using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Templates;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Files;

/// <summary>
/// <c>type = files</c>: items from files of this machine. One file may serve many units: with <c>where</c> it is read once, its items are
/// grouped by those columns, and the groups are kept while they fit the cache. Makes no requests, so the gate is not asked.
/// </summary>
public sealed class FilesSource : ISource
{
    private readonly FilesSourceDefinition _definition;
    private readonly FilePattern _pattern;
    private readonly FileReader _reader;
    private readonly GroupedFiles? _grouped;
    private readonly List<(string Column, Template Value)> _where = [];

    /// <summary>Creates the source; nothing is read yet.</summary>
    /// <param name="definition">The job's source.</param>
    /// <param name="dimensions">The names a unit has.</param>
    /// <exception cref="FormatException">A template or path of the definition cannot be used.</exception>
    public FilesSource(FilesSourceDefinition definition, IReadOnlyCollection<string> dimensions)
    {
        _definition = definition;
        _pattern = new FilePattern(definition.Path, dimensions);
        _reader = new FileReader(BodyReaders.For(definition.Format, definition.Items, definition.Caps), definition.Caps);
        foreach (var (column, value) in definition.Where)
        {
            _where.Add((column, Template.Parse($"source.where.{column}", value, dimensions)));
        }

        _grouped = _where.Count == 0 ? null : new GroupedFiles(_reader, [.. _where.Select(w => ItemPath.Parse(w.Column))]);
    }

    /// <inheritdoc/>
    public string Description => $"{_definition.Path} ({_definition.Format.ToString().ToLowerInvariant()}"
        + string.Concat(_where.Select(w => $", {w.Column} = {_definition.Where[w.Column]}")) + ")";

    /// <inheritdoc/>
    public async ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
    {
        var files = _pattern.Find(unit, _definition.Caps.Pages);
        if (files.Count == 0)
        {
            return _definition.MissingIsEmpty
                ? FetchedUnit.Nothing
                : throw new BackfillException(FailureCategory.NotFound, $"{_pattern.Describe(unit)}: there is no such file");
        }

        var items = new List<Item>();
        var bytes = 0L;
        var wanted = _where.Select(w => w.Value.Fill(unit, v => v)).ToArray();
        foreach (var file in files)
        {
            var content = _grouped is null
                ? await _reader.ReadAsync(file, cancellation)
                : await _grouped.ReadAsync(file, wanted, cancellation);
            items.AddRange(content.Items);
            bytes += content.SizeBytes;
        }

        return new FetchedUnit(items, 0, bytes);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _grouped?.Dispose();
        return ValueTask.CompletedTask;
    }
}
