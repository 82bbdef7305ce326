using System.Buffers;
using System.Text.Json;
using ActorBackfill.Replay.Http;

namespace ActorBackfill.Replay.Tables;

/// <summary>A table behind a path: filters, pages, JSON or CSV.</summary>
internal sealed class TableResource(Table table, TablePaging paging) : IResource
{
    public ResourceSummary Summary => new("table", table.Count, table.Columns);

    public Answer Answer(ResourceRequest request)
    {
        if (request.Rest.Length > 0)
        {
            return Http.Answer.Error(404, $"{request.Path} is not here");
        }

        if (TableQuery.Read(request.Query, table, paging, out var error) is not { } query)
        {
            return Http.Answer.Error(400, error);
        }

        var found = table.Select(query.Filters);
        var rows = query.Distinct is { } column ? table.Distinct(found, column) : found;
        var page = TablePage.Of(rows, query, request);
        return query.Csv ? Csv(page, query) : Json(page, query);
    }

    private Answer Json(TablePage page, TableQuery query)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, JsonText.Writing))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var row in page.Rows.Span)
            {
                Write(writer, row, query.Distinct);
            }

            writer.WriteEndArray();
            writer.WriteNumber("page"u8, page.Page);
            writer.WriteNumber("pages"u8, page.Pages);
            writer.WriteNumber("total"u8, page.Total);
            writer.WriteString("next"u8, page.Next);
            if (query.ByCursor)
            {
                writer.WriteString("cursor"u8, page.NextCursor);
            }

            writer.WriteEndObject();
        }

        return new Answer(200, Http.Answer.Json, body.WrittenMemory);
    }

    private void Write(Utf8JsonWriter writer, int row, int? distinct)
    {
        if (distinct is not { } column)
        {
            table.WriteJson(writer, row);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(table.Columns[column], table.Text(row, column));
        writer.WriteEndObject();
    }

    private Answer Csv(TablePage page, TableQuery query)
    {
        int[] columns = query.Distinct is { } only ? [only] : [.. Enumerable.Range(0, table.Columns.Count)];
        var answer = new Answer(200, Http.Answer.Csv, CsvText.Write(table, page.Rows.Span, columns)).With("X-Total-Count", $"{page.Total}");
        return page.Next is { } next ? answer.With("Link", $"<{next}>; rel=\"next\"") : answer;
    }
}
