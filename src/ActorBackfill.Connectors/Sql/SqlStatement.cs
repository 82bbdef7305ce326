using System.Collections.Immutable;
using System.Data.Common;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Connectors.Sql;

/// <summary>A query whose names of dimensions have become parameters. Values are bound, never part of the statement. Immutable.</summary>
internal sealed class SqlStatement
{
    private readonly ImmutableArray<string> _names;
    private readonly ISqlDatabase _database;

    /// <summary>Reads a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="database">How parameters are written.</param>
    /// <param name="dimensions">The names a unit has.</param>
    /// <exception cref="FormatException">A brace is wrong, or no dimension has the name.</exception>
    public SqlStatement(SqlQuery query, ISqlDatabase database, IReadOnlyCollection<string> dimensions)
    {
        (Query, _database) = (query, database);
        var template = UnitTemplate.Parse(query.Sql);
        _names = [.. template.Names];
        if (_names.FirstOrDefault(n => !dimensions.Contains(n, StringComparer.Ordinal)) is { } unknown)
        {
            throw new FormatException($"{query.Key}: '{{{unknown}}}' is no dimension of the plan ({string.Join(", ", dimensions)})");
        }

        // One for each place: what a value is compared with decides its type, and may differ from place to place.
        var index = 0;
        Text = template.With(_ => database.Placeholder(index++));
    }

    /// <summary>Gets the query as the job file has it.</summary>
    public SqlQuery Query { get; }

    /// <summary>Gets the statement.</summary>
    public string Text { get; }

    /// <summary>Makes a command that asks for one unit after the other.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="text">The statement; null takes <see cref="Text"/>.</param>
    public DbCommand Command(DbConnection connection, string? text = null)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The SELECT is the job file's, values are parameters, and the connection cannot write.
        command.CommandText = text ?? Text;
#pragma warning restore CA2100
        for (var i = 0; i < _names.Length; i++)
        {
            command.Parameters.Add(_database.Parameter(i));
        }

        return command;
    }

    /// <summary>Binds a unit's values.</summary>
    /// <param name="command">Made by <see cref="Command"/>.</param>
    /// <param name="unit">The unit.</param>
    public void Bind(DbCommand command, PlanUnit unit)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            command.Parameters[i].Value = unit.Value(_names[i]) ?? throw new KeyNotFoundException($"{unit.Key} has no {_names[i]}");
        }
    }
}
