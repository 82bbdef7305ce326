using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.ReadModels;

/// <summary>How far the read model is.</summary>
/// <param name="Seq">Number of the last event that is in it, 0 for none.</param>
/// <param name="Mark">What tells that event from another of the same number, in a journal that was rebuilt or restored; null for none.</param>
/// <param name="Shape">How units are counted by value; null for none yet.</param>
internal sealed record Offset(long Seq, string? Mark, string? Shape)
{
    public static Offset Read(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        using var query = new ModelStatement(connection, "SELECT value FROM meta WHERE name = ?1", transaction);
        return new Offset(query.Scalar("seq") as long? ?? 0, query.Scalar("mark") as string, query.Scalar("shape") as string);
    }

    public void Write(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var write = new ModelStatement(connection, "INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", transaction);
        write.Execute("seq", Seq);
        write.Execute("mark", Mark);
        write.Execute("shape", Shape);
    }
}
