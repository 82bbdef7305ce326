using System.Globalization;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Journal;

/// <summary>The highest number that was ever given to an event, deleted ones included; 0 for none. It waits behind all writes.</summary>
internal sealed class ReadHighest(JournalSql sql, JournalSettings settings, string persistenceId) : StorageWork<long>
{
    public override bool Writes => false;

    protected override long Query(StorageSession session)
    {
        var stored = Number(session.Scalar(sql.Highest, persistenceId));
        return settings.DeleteCompatibility ? Math.Max(stored, Number(session.Scalar(sql.HighestDeleted, persistenceId))) : stored;
    }

    private static long Number(object? value) => value is null ? 0 : Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
