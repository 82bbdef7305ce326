using System.Globalization;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Verifying.Equivalence;

/// <summary>Writes a proof for people: the verdict in one line, then what it rests on.</summary>
internal static class EquivalenceDocument
{
    // Of each kind; programs get all that were named.
    private const int Shown = 10;

    // A value that is longer says no more.
    private const int LongestValue = 60;

    /// <summary>Writes the proof.</summary>
    public static void Write(EquivalenceReport report, Terminal terminal)
    {
        terminal.Line(Headline(report));
        new FactList()
            .Add("job", report.Job)
            .Add("runs", report.Pairs.Select(p => p.Run).Prepend(report.Reference).Select(Text))
            .Add("tables", report.Pairs[0].Content.Tables.Select(t => $"{t.Table}: {Wording.Count(t.Left.Rows, "row")}, {t.Left.Hash}"))
            .Add("differ", report.Pairs.SelectMany(Differences))
            .Add("unproven", report.Pairs.SelectMany(p => Ends(p, p.Units.Unproven)))
            .Add("note", report.Pairs.Where(p => p.IsEqual && p.Content.ChangedUnits > 0).Select(p =>
                $"{Wording.Count(p.Content.ChangedUnits, "unit")} write rows that other units write too, with the same content"))
            .Add("kept", report.Kept is { } kept ? [Wording.FilePath(kept, terminal.Directory)] : [])
            .Add("next", report.IsEquivalent ? [report.Next] : [])
            .WriteTo(terminal);
    }

    /// <summary>Gets the verdict: <c>EQUIVALENT rows=450 hash=9f3c.. speedup=7.8x</c>.</summary>
    public static string Headline(EquivalenceReport report)
    {
        var pair = report.Pairs.FirstOrDefault(p => !p.IsEqual) ?? report.Pairs[0];
        var (left, right) = (pair.Content.Left, pair.Content.Right);
        return report switch
        {
            { IsEquivalent: false } => $"DIFFERENT rows={Both(Plain(left.Rows), Plain(right.Rows))} hash={Both(Short(left), Short(right))} "
                + $"workers={Both(Plain(report.Reference.Workers), Plain(pair.Run.Workers))}",
            { HasUnproven: true } => $"UNPROVEN rows={Plain(left.Rows)} hash={Short(left)}: units failed, and their rows were not compared",
            _ => $"EQUIVALENT rows={Plain(left.Rows)} hash={Short(left)} speedup={Times(report.Speedup)}",
        };
    }

    private static string Text(EquivalenceRun run) =>
        $"{Wording.Count(run.Workers, "worker")}: units {CountsWriter.Text(run.Report.Progress.Units)}; {Wording.Count(run.Report.Progress.Rows, "row")} in "
        + $"{Wording.Duration(run.Elapsed)}, {Wording.Duration(run.Cpu)} of processor time, {Wording.Count(run.Report.Progress.Requests, "request")}";

    private static IEnumerable<string> Differences(EquivalencePair pair) =>
    [
        .. Ends(pair, pair.Units.Differ),
        .. Some(pair.Content.Lonely.Select(l => $"{PlainText.Of(l.Unit, 200)}: {(l.IsLeft ? "not settled" : "settled")} with {Wording.Count(pair.Run.Workers, "worker")} alone"), pair.Content.LonelyCount),
        .. Some(pair.Content.Rows.Select(Row), pair.Content.RowCount),
    ];

    private static IEnumerable<string> Ends(EquivalencePair pair, IReadOnlyCollection<UnitEnds> units) => Some(
        units.Select(u => $"{PlainText.Of(u.Unit, 200)}: {PlainText.Of(u.Left, 200)} | with {Wording.Count(pair.Run.Workers, "worker")} {PlainText.Of(u.Right, 200)}"),
        units.Count);

    private static string Row(RowDifference row) => $"{row.Table} {PlainText.Of(row.Key, 200)}: " + row switch
    {
        { IsOnlyLeft: true } => "only the first run has it",
        { IsOnlyRight: true } => "the first run does not have it",
        _ => string.Join(", ", row.Columns.Take(Shown).Select(c => $"{c.Column} {Value(c.Left)} | {Value(c.Right)}")),
    };

    private static IEnumerable<string> Some(IEnumerable<string> lines, long count) =>
        [.. lines.Take(Shown), .. count > Shown ? [$"... and {Wording.Number(count - Shown)} more"] : Array.Empty<string>()];

    private static string Value(string? value) => value is null ? "NULL" : PlainText.Of(value, LongestValue);

    private static string Both(string left, string right) => left == right ? left : $"{left}/{right}";

    private static string Short(ContentTotal content) => content.Hash.ToString()[..16];

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Times(double factor) => factor.ToString("0.0", CultureInfo.InvariantCulture) + "x";
}
