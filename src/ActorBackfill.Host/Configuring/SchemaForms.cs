using System.Collections.Frozen;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.JobFiles.Sinks;
using ActorBackfill.Host.JobFiles.Sources;

namespace ActorBackfill.Host.Configuring;

/// <summary>
/// What kind of value each key of a job file has, where its default in the reference does not say it: by the paths of the reference, <c>NAME</c>
/// for a name that the user chose. Keys that the reference tells only in words are here alone.
/// </summary>
internal static class SchemaForms
{
    private const string Source =
        """
        base text; path text; batch.dimension text; batch.parameter text; batch.separator text; batch.key text; batch.size integer; batch.interval duration; batch.most integer;
        items text; paging.parameter text; paging.first integer; paging.pages text; paging.total text; paging.cursor text; paging.start text; paging.next text; error text;
        tls.ca-file text; html.expect text; html.item text; html.end-tag boolean; html.page.NAME field; html.fields.NAME field;
        browser.executable text; browser.pages integer; browser.page-timeout duration; browser.wait-for text; contact text;
        limit.rate rate; limit.per-minute integer; limit.per-hour integer; limit.per-day integer; limit.concurrency integer; limit.budget text;
        where.NAME text; dsn text; password text; query text; queries.NAME text; first text; params.NAME text; headers.NAME header
        """;

    private const string Others =
        """
        job text; identity list;
        plan.NAME.range list; plan.NAME.step text; plan.NAME.anchor text; plan.NAME.within.NAME.step text; plan.NAME.within.NAME.anchor text; plan.NAME.within.NAME.week-start weekday;
        plan.NAME.week-start weekday; plan.NAME.time-zone text; plan.NAME.values list; plan.NAME.file text; plan.NAME.column text; plan.NAME.attributes list;
        plan.NAME.query.path text; plan.NAME.query.dsn text; plan.NAME.query.password text; plan.NAME.query.sql text; plan.NAME.query.key text; plan.NAME.query.page-size integer;
        plan.NAME.allow-empty boolean; plan.NAME.order text; plan.NAME.http.key text;
        processor processor; sink.path text; sink.dsn text; sink.password text; sink.max-rejects share; sink.tables.TABLE.key list; sink.tables.TABLE.columns.COLUMN column;
        sink.tables.TABLE.columns.COLUMN.path text; sink.tables.TABLE.update list;
        skip-existing.table text; skip-existing.columns.NAME text; workers-per-cpu number; serial-unless text; heal.query text; retry.hang-timeout duration; retry.budget-percent number; retry.budget-per-second number;
        breaker.entity.dimension text; halt.max-failures share; progress.every integer; hooks.on-finish hooks; hooks.on-failure hooks; hooks.on-stall hooks;
        requires block; requires.job text; requires.coverage share; requires.match list; requires.map.NAME text; requires.state text; requires.wait wait; totals.NAME text
        """;

    private static readonly FrozenDictionary<string, Type> Choices = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["source.type"] = typeof(SourceKind),
        ["source.format"] = typeof(BodyFormat),
        ["source.paging.type"] = typeof(PagingKind),
        ["source.paging.total-mismatch"] = typeof(Mismatch),
        ["source.not-found"] = typeof(Absence),
        ["source.missing"] = typeof(Absence),
        ["sink.type"] = typeof(SinkKind),
        ["sink.bad-rows"] = typeof(BadRows),
        ["sink.tables.TABLE.columns.COLUMN.type"] = typeof(ColumnType),
        ["instance"] = typeof(InstanceScope),
        ["halt.mode"] = typeof(HaltMode),
        ["progress.per"] = typeof(ProgressRate),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gets the kinds of values by the paths of their keys.</summary>
    public static FrozenDictionary<string, string> ByPath { get; } =
        Pairs(Source, "source.").Concat(Pairs(Others, "")).ToFrozenDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

    /// <summary>Gets the keys that a block cannot be without.</summary>
    /// <param name="path">The block; empty for the file.</param>
    public static IReadOnlyList<string> RequiredIn(string path) => path switch
    {
        "" => ["job", "plan", "source", "sink"],
        "source" => ["type"],
        "source.batch" or "breaker.entity" => ["dimension"],
        "source.html" => ["expect"],
        "sink" => ["tables"],
        "sink.tables.TABLE" => ["key", "columns"],
        "sink.tables.TABLE.columns.COLUMN" => ["path"],
        "requires" => ["job"],
        "plan.NAME.query" => ["sql", "key"],
        "heal" => ["query"],
        "skip-existing" => ["table", "columns"],
        _ => [],
    };

    /// <summary>Gets the words of a key that takes one of several; null for other keys.</summary>
    /// <param name="path">The key.</param>
    public static IReadOnlyList<string>? WordsOf(string path) => Choices.TryGetValue(path, out var words) ? Words(words) : null;

    /// <summary>Gets the words of an enumeration as job files write them.</summary>
    public static IReadOnlyList<string> Words(Type words) =>
        [.. Enum.GetNames(words).Select(name => string.Concat(name.Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}")))];

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string text, string prefix) =>
        text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split(' '))
            .Select(pair => KeyValuePair.Create(prefix + pair[0], pair[1]));
}
