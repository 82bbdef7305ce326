using System.Text.Json;

namespace ActorBackfill.Replay.Tables;

/// <summary>The rows of a table in file order, held in memory for the life of the server.</summary>
internal interface IRows
{
    /// <summary>Gets the number of rows.</summary>
    int Count { get; }

    /// <summary>Gets every column that some row has, in the order of first appearance.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>A cell as text: what filters compare and CSV shows. Empty when the row lacks the column.</summary>
    string Text(int row, int column);

    /// <summary>Writes the row as one JSON object.</summary>
    void WriteJson(Utf8JsonWriter writer, int row);

    /// <summary>Writes some of the row's columns as one JSON object, in the order asked for.</summary>
    void WriteJson(Utf8JsonWriter writer, int row, IReadOnlyList<int> columns);
}
