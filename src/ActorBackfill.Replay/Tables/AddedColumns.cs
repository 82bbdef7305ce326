using System.Text.RegularExpressions;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Files;

namespace ActorBackfill.Replay.Tables;

/// <summary>The columns that a resource adds to its rows: from the names of files, from items around, from other tables.</summary>
internal sealed class AddedColumns
{
    private readonly NameColumns? _name;
    private readonly List<(string Name, Func<AddedRow, AddedValue> Value)> _made = [];
    private readonly string _resource;

    /// <summary>Prepares the columns.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="tables">The tables of resources before it, by path.</param>
    /// <exception cref="ReplayException">A table lacks a column that is looked up.</exception>
    public AddedColumns(FilesResource resource, IReadOnlyDictionary<string, Table> tables)
    {
        _resource = resource.Path;
        _name = resource.NamePattern is { } pattern ? new NameColumns(pattern) : null;
        foreach (var column in resource.Columns)
        {
            _made.Add((column.Name, Making(column, tables)));
        }

        Names = [.. _name?.Columns ?? [], .. _made.Select(made => made.Name)];
    }

    /// <summary>Gets the columns' names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The values that the name of a file gives.</summary>
    /// <exception cref="ReplayException">The name is not of the form.</exception>
    public IReadOnlyList<string> OfFile(string name) => _name?.Of(name) ?? [];

    /// <summary>The values for one row, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<AddedValue> Of(IReadOnlyList<string> ofFile, Func<string, string> cell, ItemNode? item)
    {
        var row = new AddedRow(Names, [.. ofFile.Select(value => new AddedValue(value, null))], cell, item);
        foreach (var (_, value) in _made)
        {
            row.Values.Add(value(row));
        }

        return row.Values;
    }

    private Func<AddedRow, AddedValue> Making(ColumnDefinition column, IReadOnlyDictionary<string, Table> tables)
    {
        switch (column)
        {
            case PathColumn path:
                return row => row.Item is { } item && ParentPath.Find(item, path.Path) is { } found
                    ? new AddedValue(JsonText.Plain(found), found)
                    : new AddedValue("", null);
            case MatchColumn match:
                var expression = new Regex(match.Expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
                return row => new AddedValue(expression.Match(row.Text(match.Of)).Groups[1].Value, null);
            case LookupColumn lookup:
                var table = tables[lookup.From];
                var (key, take) = (Ordinal(table, lookup, lookup.Key), Ordinal(table, lookup, lookup.Take));
                return row => table.First(key, row.Text(lookup.Of)) is { } found && table.Text(found, take) is { Length: > 0 } value
                    ? new AddedValue(value, null)
                    : new AddedValue(lookup.Else, null);
            default:
                throw new System.Diagnostics.UnreachableException(column.ToString());
        }
    }

    private int Ordinal(Table table, LookupColumn lookup, string column) => table.Ordinal(column)
        ?? throw new ReplayException($"resources.{_resource}.columns.{lookup.Name}: {lookup.From} has no column {column}; there are: {string.Join(", ", table.Columns)}");
}
