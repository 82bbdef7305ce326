using System.CommandLine;
using System.Text.Json;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.JournalCare;

/// <summary><c>backfill journal export JOB</c>: every event of a journal as a line of JSON; works while a run goes on, and writes nothing.</summary>
internal static class JournalExportVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("export", "Write every event of a job's journal, one JSON object a line");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        var format = new Option<string?>("--format")
        {
            Description = "ndjson, which is all there is",
            HelpName = "FORMAT",
            CustomParser = FlagParsers.Word("ndjson"),
            CompletionSources = { "ndjson" },
        };
        command.Options.Add(format);
        command.SetAction(parse => Export(job.Read(parse), talk.Read(parse, terminal)));
        return command;
    }

    private static int Export(JobChoice choice, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        KnownJournal.Demand(job, talk);
        var plan = job.PlanWith(JournalReader.Read(job));
        foreach (var record in JournalEvents.Records(job))
        {
            // Read first: what does not match its checksum is no content.
            var next = record.Read();
            talk.Terminal.Line(JsonText.OneLine(json => Write(json, record, next, plan)));
        }

        return ExitCode.Complete;
    }

    private static void Write(Utf8JsonWriter json, JournalRecord record, ICheckpointEvent next, Plan plan)
    {
        using var content = record.Content();
        json.WriteNumber("v", 1);
        json.WriteNumber("seq", record.Sequence);
        if (JournalRecord.At(content) is { } at)
        {
            json.WriteString("at", at);
        }
        else
        {
            json.WriteNull("at");
        }

        json.WriteString("type", JsonNamingPolicy.KebabCaseLower.ConvertName(next.GetType().Name));
        json.WriteString("manifest", record.Manifest);
        json.WriteStartObject("content");
        foreach (var member in content.RootElement.EnumerateObject())
        {
            if (next is UnitsSettled settled && member.NameEquals("units"))
            {
                WriteUnits(json, settled, plan);
            }
            else
            {
                member.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    // Packed in the journal.
    private static void WriteUnits(Utf8JsonWriter json, UnitsSettled settled, Plan plan)
    {
        json.WriteStartArray("units");
        foreach (var unit in settled.Unpack())
        {
            json.WriteStartObject();
            json.WriteNumber("ordinal", unit.Ordinal);
            // A unit that the plan of now lacks has its number alone.
            json.WriteString("unit", plan.KeyOf(unit.Ordinal));
            json.WriteString("outcome", WireNames.Lower(unit.Outcome));
            json.WriteNumber("attempt", unit.Attempt);
            json.WriteNumber("rows", unit.Rows);
            json.WriteNumber("milliseconds", unit.Milliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
