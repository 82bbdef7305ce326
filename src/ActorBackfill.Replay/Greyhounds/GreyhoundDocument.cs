using System.Buffers;
using System.Text.Json;
using ActorBackfill.Replay.Tables;

namespace ActorBackfill.Replay.Greyhounds;

/// <summary>Writes results as the document that <c>/results</c> answers.</summary>
internal static class GreyhoundDocument
{
    public static ReadOnlyMemory<byte> Write(Results results)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, JsonText.Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("state"u8, results.State);
            writer.WriteString("month"u8, results.Month);
            writer.WriteStartArray("meetings"u8);
            foreach (var meeting in results.Meetings)
            {
                Write(writer, meeting);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, Meeting meeting)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, meeting.Id);
        writer.WriteString("track"u8, meeting.Track);
        writer.WriteString("date"u8, $"{meeting.Date:yyyy-MM-dd}");
        writer.WriteStartArray("races"u8);
        foreach (var race in meeting.Races)
        {
            Write(writer, race);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Race race)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, race.Id);
        writer.WriteNumber("number"u8, race.Number);
        writer.WriteNumber("distance"u8, race.Distance);
        writer.WriteString("grade"u8, race.Grade);
        writer.WriteString("startTime"u8, $"{race.StartTime:yyyy-MM-dd'T'HH:mm:ss}");
        writer.WriteStartArray("runs"u8);
        foreach (var run in race.Runs)
        {
            Write(writer, run);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Run run)
    {
        writer.WriteStartObject();
        writer.WriteNumber("rug"u8, run.Rug);
        writer.WriteString("id"u8, run.Greyhound.Id);
        writer.WriteString("name"u8, run.Greyhound.Name);
        writer.WriteString("trainer"u8, run.Greyhound.Trainer);
        writer.WriteNumber("weight"u8, new decimal(run.Greyhound.WeightTenths, 0, 0, false, 1));
        writer.WriteNumber("startingPrice"u8, run.StartingPrice);
        Write(writer, "place", run.Place);
        Write(writer, "runTime", run.RunTime);
        Write(writer, "margin", run.Margin);
        writer.WriteString("comment"u8, run.Comment);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, decimal? number)
    {
        writer.WritePropertyName(name);
        if (number is { } value)
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
