namespace ActorBackfill.Connectors.Tests.Sqlite;

/// <summary>A folder of one test, deleted with everything in it.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("backfill-sqlite-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
