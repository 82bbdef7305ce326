using System.Security.Cryptography;
using System.Text;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Planning;

/// <summary>What decides a unit's rows beside the unit: columns, paths, source's items, processor. Addresses, limits and ranges do not.</summary>
internal static class JobCode
{
    /// <summary>Gets 16 hexadecimal digits that change with it.</summary>
    /// <param name="job">The job.</param>
    public static string Of(LoadedJob job)
    {
        var definition = job.Definition;
        var text = new StringBuilder();
        foreach (var table in definition.Sink.Tables.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            text.Append(table.Name).Append('\0').AppendJoin('\0', table.Key).Append('\0').AppendJoin('\0', table.Columns.Select(c => c.ToString())).Append('\n');
        }

        text.Append(definition.Source switch
        {
            HttpSourceDefinition http => $"http {http.Path} {string.Join('&', http.Parameters)} {http.Format} {http.Items} {http.NotFoundIsEmpty}{Page(http)}",
            FilesSourceDefinition files => $"files {files.Path} {files.Format} {string.Join('&', files.Where)} {files.Items} {files.MissingIsEmpty}",
            SqlSourceDefinition sql => $"sql {string.Join('&', sql.Queries)} {sql.Items}",
            var other => other.GetType().Name,
        });
        text.Append('\n').Append(definition.Processor).Append('\0').AppendJoin('\0', definition.ProcessorSettings);
        if (definition.Processor is { } name && job.Processors.Find(name) is { } create)
        {
            // A processor that was compiled anew may compute something else.
            text.Append('\0').Append(create.Method.Module.ModuleVersionId);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
    private static string Page(HttpSourceDefinition http) => http.Html is not { } html ? ""
        : $" {html.Expect} {html.Item} {string.Join('&', html.Page)} {string.Join('&', html.Fields)}{(http.Browser is null ? "" : $" browser {http.Browser.WaitFor}")}";
}
