using System.Buffers;
using System.Text.Json;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Http;
using ActorBackfill.Replay.Pages;

namespace ActorBackfill.Replay.Tables;

/// <summary>A table behind a path: filters, pages, JSON, CSV or HTML.</summary>
/// <param name="table">The rows.</param>
/// <param name="paging">What pages are like when a query does not say.</param>
/// <param name="by">The column whose values stand below the path; null for none.</param>
/// <param name="template">The page that rows are shown on; null for JSON.</param>
internal sealed class TableResource(Table table, TablePaging paging, int? by, PageTemplate? template) : IResource
{
    private const string NoSuchPage = "<!DOCTYPE html>\n<html><head><title>Not found</title></head><body><h1>Not found</h1></body></html>\n";

    public ResourceSummary Summary => new(template is null ? "table" : "page", table.Count, table.Columns);

    /// <summary>A table as a resource describes it.</summary>
    /// <exception cref="ReplayException">The table lacks a column that the resource or its template names.</exception>
    public static TableResource Of(FilesResource resource, Table table) => new(
        table,
        new TablePaging(resource.PerPage, resource.ByCursor),
        resource.By is { } by ? table.Ordinal(by) ?? throw new ReplayException($"resources.{resource.Path}.by = {by}: there is no such column; there are: {string.Join(", ", table.Columns)}") : null,
        resource.Template is { } file ? new PageTemplate(file, table.Columns) : null);

    public Answer Answer(ResourceRequest request)
    {
        if (request.Rest.Length > 0 && by is null)
        {
            return Http.Answer.Error(404, $"{request.Path} is not here");
        }

        if (TableQuery.Read(request.Query, table, paging, out var error) is not { } query)
        {
            return Http.Answer.Error(400, error);
        }

        var found = table.Select(request.Rest.Length == 0 ? query.Filters : [.. query.Filters, new RowFilter(by!.Value, Comparison.Equal, request.Rest)]);
        if (request.Rest.Length > 0 && found.IsEmpty)
        {
            return template is null ? Http.Answer.Error(404, $"{request.Path} is not here") : Http.Answer.Text(404, Http.Answer.Html, NoSuchPage);
        }

        var rows = query.Distinct is { } column ? table.Distinct(found, column) : found;
        var page = TablePage.Of(rows, query, request);
        return query.Csv ? Csv(page, query) : template is null ? Json(page, query) : Html(page);
    }

    private Answer Json(TablePage page, TableQuery query)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, JsonText.Writing))
        {
            writer.WriteStartObject();
            WriteRows(writer, "items", page, query.Distinct, query.Columns);
            WriteCounts(writer, "", page);
            if (query.ByCursor)
            {
                writer.WriteString("cursor"u8, page.NextCursor);
            }

            writer.WriteEndObject();
        }

        return new Answer(200, Http.Answer.Json, body.WrittenMemory);
    }

    private Answer Html(TablePage page)
    {
        var answer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(answer, JsonText.Writing))
        {
            writer.WriteStartObject();
            WriteRows(writer, "_rows", page, null, null);
            WriteCounts(writer, "_", page);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(answer.WrittenMemory);
        return new Answer(200, Http.Answer.Html, template!.Write(document.RootElement));
    }

    private void WriteRows(Utf8JsonWriter writer, string name, TablePage page, int? distinct, IReadOnlyList<int>? columns)
    {
        writer.WriteStartArray(name);
        foreach (var row in page.Rows.Span)
        {
            Write(writer, row, distinct, columns);
        }

        writer.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter writer, string prefix, TablePage page)
    {
        writer.WriteNumber(prefix + "page", page.Page);
        writer.WriteNumber(prefix + "pages", page.Pages);
        writer.WriteNumber(prefix + "total", page.Total);
        writer.WriteString(prefix + "next", page.Next);
    }

    private void Write(Utf8JsonWriter writer, int row, int? distinct, IReadOnlyList<int>? columns)
    {
        if (distinct is not { } column)
        {
            if (columns is null)
            {
                table.WriteJson(writer, row);
            }
            else
            {
                table.WriteJson(writer, row, columns);
            }

            return;
        }

        writer.WriteStartObject();
        writer.WriteString(table.Columns[column], table.Text(row, column));
        writer.WriteEndObject();
    }

    private Answer Csv(TablePage page, TableQuery query)
    {
        int[] columns = query.Distinct is { } only ? [only] : [.. query.Columns ?? [.. Enumerable.Range(0, table.Columns.Count)]];
        var answer = new Answer(200, Http.Answer.Csv, CsvText.Write(table, page.Rows.Span, columns)).With("X-Total-Count", $"{page.Total}");
        return page.Next is { } next ? answer.With("Link", $"<{next}>; rel=\"next\"") : answer;
    }
}
