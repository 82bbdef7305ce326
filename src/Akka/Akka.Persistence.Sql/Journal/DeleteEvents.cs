using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Journal;

/// <summary>Deletes events up to a number; one marked row stays behind, so that their numbers are never used again.</summary>
internal sealed class DeleteEvents(JournalSql sql, JournalSettings settings, string persistenceId, long to) : StorageWork<int>
{
    protected override int Query(StorageSession session)
    {
        var marked = session.Execute(sql.MarkDeleted, persistenceId, to);
        if (settings.DeleteCompatibility)
            _ = session.Execute(sql.RememberDeleted, persistenceId);
        _ = session.Execute(sql.RemoveMarked, persistenceId);
        if (settings.TagTable)
            _ = session.Execute(sql.RemoveTags, persistenceId, to);
        return marked;
    }
}
