using ActorBackfill.Domain.Plans;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.ReadModels;

/// <summary>Keeps <see cref="UnitPlanes"/> in the read model: a blob a plane.</summary>
internal static class ModelPlanes
{
    /// <summary>Reads the planes.</summary>
    /// <exception cref="FormatException">They are damaged.</exception>
    public static UnitPlanes Load(SqliteConnection connection, SqliteTransaction? transaction)
    {
        using var query = new ModelStatement(connection, "SELECT content FROM plane WHERE id = ?1", transaction);
        var planes = new OrdinalSet[UnitPlanes.Count];
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = query.Scalar(i) is byte[] content ? OrdinalSetCodec.Read(content) : new OrdinalSet();
        }

        return new UnitPlanes(planes);
    }

    public static void Save(SqliteConnection connection, SqliteTransaction transaction, UnitPlanes planes)
    {
        using var write = new ModelStatement(connection, "INSERT OR REPLACE INTO plane (id, content) VALUES (?1, ?2)", transaction);
        for (var i = 0; i < UnitPlanes.Count; i++)
        {
            write.Execute(i, OrdinalSetCodec.Write(planes.At(i)));
        }
    }
}
