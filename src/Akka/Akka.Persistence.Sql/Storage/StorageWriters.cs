namespace Akka.Persistence.Sql.Storage;

/// <summary>Hands out the process's one writer of each database, so that two plugins on one file do not write against each other.</summary>
internal static class StorageWriters
{
    private static readonly Dictionary<string, Shared> Open = new(StringComparer.Ordinal);

    public static Lease Take(StorageOptions options)
    {
        var dialect = Dialects.For(options.ProviderName);
        var identity = dialect.Identity(options.ConnectionString);
        if (identity is null)
            return new Lease(null, new StorageWriter(options, dialect));
        lock (Open)
        {
            if (!Open.TryGetValue(identity, out var shared))
                Open.Add(identity, shared = new Shared(new StorageWriter(options, dialect)));
            shared.Users++;
            return new Lease(identity, shared.Writer);
        }
    }

    private static void Return(string? identity, StorageWriter writer)
    {
        if (identity is not null)
        {
            // The writer is closed under the lock: who takes the same database next opens it after it was closed.
            lock (Open)
            {
                if (--Open[identity].Users == 0)
                {
                    writer.Dispose();
                    _ = Open.Remove(identity);
                }
            }
        }
        else
        {
            writer.Dispose();
        }
    }

    /// <summary>A use of a writer; the last to end closes it.</summary>
    internal sealed class Lease(string? identity, StorageWriter writer) : IDisposable
    {
        private bool _ended;

        public StorageWriter Writer => writer;

        public void Dispose()
        {
            if (_ended)
                return;
            _ended = true;
            Return(identity, writer);
        }
    }

    private sealed class Shared(StorageWriter writer)
    {
        public StorageWriter Writer => writer;

        public int Users { get; set; }
    }
}
