namespace ActorBackfill.Bench;

/// <summary>A path in a directory of its own that goes away with all that SQLite put beside it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("backfill-bench-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "journal.db");

    public void Dispose() => _directory.Delete(recursive: true);
}
