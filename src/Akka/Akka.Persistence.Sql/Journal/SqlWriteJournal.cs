using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence.Journal;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Journal;

/// <summary>A journal in the table <c>journal</c> of a SQL database.</summary>
public class SqlWriteJournal : AsyncWriteJournal
{
    private readonly string _writerUuid = Guid.NewGuid().ToString("N");
    private readonly JournalSettings _settings;
    private readonly JournalSql _sql;
    private readonly EventCodec _codec;
    private readonly StorageWriters.Lease _storage;

    /// <summary>Opens nothing yet: the first read or write does, and tries again after a failure.</summary>
    /// <param name="journalConfig">The plugin's own block; what it leaves out is as in <see cref="SqlPersistence.DefaultConfiguration"/>.</param>
    /// <exception cref="Akka.Configuration.ConfigurationException">A setting is missing or not known.</exception>
    public SqlWriteJournal(Akka.Configuration.Config journalConfig)
    {
        _settings = JournalSettings.Read(journalConfig.WithFallback(SqlPersistence.DefaultJournalConfiguration));
        _sql = new JournalSql(_settings, Dialects.For(_settings.Storage.ProviderName).Types);
        _codec = new EventCodec((ExtendedActorSystem)Context.System, _settings.Serializer);
        _storage = StorageWriters.Take(_settings.Storage);
    }

    /// <inheritdoc />
    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        await _storage.Writer.Do(new ReadHighest(_sql, _settings, persistenceId) { Schema = _sql.Schema }).ConfigureAwait(false);

    /// <inheritdoc />
    public override async Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback)
    {
        var next = Page(persistenceId, fromSequenceNr, toSequenceNr, max);
        while (next is not null)
        {
            var rows = await next.ConfigureAwait(false);
            max -= rows.Count;
            // The next page is read while this one is decoded.
            next = rows.Count < _settings.ReplayPage ? null : Page(persistenceId, rows[^1].SequenceNr + 1, toSequenceNr, max);
            foreach (var row in rows)
                recoveryCallback(_codec.Decode(persistenceId, row));
        }
    }

    /// <inheritdoc />
    protected override Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var now = TimeProvider.System.GetUtcNow().UtcTicks;
        var rows = new List<JournalRow>();
        var results = ImmutableList.CreateBuilder<Exception?>();
        var anyRejected = false;
        foreach (var write in messages)
        {
            var rejection = Encode(write, now, rows);
            results.Add(rejection);
            anyRejected |= rejection is not null;
        }
        return Append(rows, anyRejected ? results.ToImmutable() : null);
    }

    /// <inheritdoc />
    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr) =>
        _storage.Writer.Do(new DeleteEvents(_sql, _settings, persistenceId, toSequenceNr) { Schema = _sql.Schema });

    /// <inheritdoc />
    protected override void PostStop()
    {
        _storage.Dispose();
        base.PostStop();
    }

    private Task<List<StoredRow>>? Page(string persistenceId, long from, long to, long max) =>
        from > to || max <= 0
            ? null
            : _storage.Writer.Do(new ReadPage(_sql, persistenceId, from, to, Math.Min(max, _settings.ReplayPage)) { Schema = _sql.Schema });

    // Nothing of a write is stored when one of its events has no serialized form.
    private Exception? Encode(AtomicWrite write, long now, List<JournalRow> rows)
    {
        var start = rows.Count;
        try
        {
            foreach (var persistent in (IEnumerable<IPersistentRepresentation>)write.Payload)
                rows.Add(_codec.Encode(persistent, now));
            return null;
        }
        catch (Exception rejection)
        {
            rows.RemoveRange(start, rows.Count - start);
            return rejection;
        }
    }

    private async Task<IImmutableList<Exception>> Append(List<JournalRow> rows, ImmutableList<Exception?>? rejected)
    {
        if (rows.Count > 0)
            _ = await _storage.Writer.Do(new AppendEvents(_sql, _settings, _writerUuid, rows) { Schema = _sql.Schema }).ConfigureAwait(false);
        // By the journal's contract null stands for a write that was stored, and no list for all stored.
        return rejected!;
    }
}
