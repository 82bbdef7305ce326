using System.Globalization;
using System.Text.Json;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Sets;

/// <summary>
/// The success criteria of a set in one command: every entity of every job has ended, fewer than 1 % of them failed, no field of their statistics
/// is missing, and checkpoints and a report are there.
/// </summary>
/// <param name="set">The set.</param>
/// <param name="choice">Settings for all of its jobs.</param>
/// <param name="talk">Who is told.</param>
internal sealed class SetGate(JobSet set, JobChoice choice, Talk talk)
{
    private const double MostFailed = 0.01;

    /// <summary>Judges, and writes what was found.</summary>
    /// <returns>0 when all criteria are met, 9 otherwise.</returns>
    public int Judge()
    {
        var criteria = set.Jobs.SelectMany(job => OfJob(job.Name, job.Job)).Concat(OfReport()).ToList();
        var isOpen = criteria.TrueForAll(criterion => criterion.IsMet);
        if (talk.IsJson)
        {
            talk.Terminal.Line(Json(criteria, isOpen));
        }
        else
        {
            talk.Terminal.Line($"gate {set.Name}: {(isOpen ? "open" : "closed")}");
            criteria.ForEach(criterion => talk.Terminal.Line($"  {(criterion.IsMet ? "ok" : "no")}  {criterion.Name}: {criterion.Found}"));
        }

        return isOpen ? ExitCode.Complete : ExitCode.Differences;
    }

    private IEnumerable<SetCriterion> OfJob(string name, string path)
    {
        var job = LoadedJob.Load(choice with { Job = path }, talk);
        var journal = JournalReader.Read(job);
        if (journal.State.Run == 0)
        {
            return [new SetCriterion($"{name} processed", false, "has never run")];
        }

        var units = PlanCounts.Count(job.PlanWith(journal), journal.State);
        var failed = units.Failed + units.Quarantined;
        return
        [
            new($"{name} processed", units.Open == 0, $"{Wording.Number(units.Total - units.Open)} of {Wording.Number(units.Total)}"),
            new($"{name} failed, below 1 %", failed < units.Total * MostFailed, $"{Wording.Number(failed)} of {Wording.Number(units.Total)}"),
            .. job.Definition.Sink.Tables.Select(table => OfFields(name, table, job.Sink)),
            .. OfCheckpoint(name, job.Definition, units),
        ];
    }

    private static SetCriterion OfFields(string name, TableDefinition table, ISinkDatabase sink)
    {
        var isMissing = string.Join(" OR ", table.Columns.Select(column => $"\"{column.Name}\" IS NULL"));
        try
        {
            var counts = sink.Keys($"SELECT 'all', count(*) FROM \"{table.Name}\" UNION ALL SELECT 'incomplete', count(*) FROM \"{table.Name}\" WHERE {isMissing}");
            var (all, incomplete) = (counts["all"] ?? 0, counts["incomplete"] ?? 0);
            return new SetCriterion($"{name} fields filled", incomplete == 0 && all > 0, $"{Wording.Number(all - incomplete)} of {Wording.Number(all)} rows of {table.Name}");
        }
        catch (BackfillException e)
        {
            return new SetCriterion($"{name} fields filled", false, PlainText.Of(e.Message, 300));
        }
    }

    private IEnumerable<SetCriterion> OfCheckpoint(string name, JobDefinition job, UnitCounts units)
    {
        if (set.Logs is not { } logs || job.Dimensions is not [var entities])
        {
            return [];
        }

        var path = Path.Combine(Path.GetFullPath(logs, talk.Terminal.Directory), $"checkpoint_{entities.Name}s.json");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var count = document.RootElement.GetProperty("count").GetInt64();
            return [new SetCriterion($"{name} checkpoint", count == units.Done + units.Empty, string.Create(CultureInfo.InvariantCulture, $"{count:#,0} ids"))];
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException)
        {
            return [new SetCriterion($"{name} checkpoint", false, PlainText.Of(e.Message, 300))];
        }
    }

    private IEnumerable<SetCriterion> OfReport()
    {
        if (set.Logs is not { } logs)
        {
            return [];
        }

        var folder = Path.GetFullPath(logs, talk.Terminal.Directory);
        var reports = Directory.Exists(folder) ? Directory.GetFiles(folder, "statistics_population_report_*.json") : [];
        return [new SetCriterion("report", reports.Length > 0, reports.Length > 0 ? Path.GetFileName(reports.Max()!) : "none in " + Wording.FilePath(folder, talk.Terminal.Directory))];
    }

    private string Json(List<SetCriterion> criteria, bool isOpen) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("set", set.Name);
        json.WriteBoolean("open", isOpen);
        json.WriteObjects("criteria", criteria, criterion =>
        {
            json.WriteString("name", criterion.Name);
            json.WriteBoolean("met", criterion.IsMet);
            json.WriteString("found", criterion.Found);
        });
    });
}
