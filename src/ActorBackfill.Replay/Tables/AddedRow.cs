using ActorBackfill.Replay.Files;

namespace ActorBackfill.Replay.Tables;

/// <summary>A row while its columns are added: each can be made of those before it.</summary>
/// <param name="Names">All columns that are added.</param>
/// <param name="Values">Those that are made already.</param>
/// <param name="Cell">The cells that the file has; blank where it has none.</param>
/// <param name="Item">The row as an item of its document; null for CSV.</param>
internal sealed record AddedRow(IReadOnlyList<string> Names, List<AddedValue> Values, Func<string, string> Cell, ItemNode? Item)
{
    public string Text(string column)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            if (Names[i] == column)
            {
                return Values[i].Text;
            }
        }

        return Cell(column);
    }
}
