using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ActorBackfill.Host.Reports;

/// <summary>A report as one page that needs nothing else: no script, no address to load from, everything from outside escaped.</summary>
internal static class ReportHtml
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1a1a1a;background:#fff}"
        + "h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}"
        + "th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ddd;overflow-wrap:anywhere}"
        + "th{font-weight:600;white-space:nowrap}small{color:#555}"
        + "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}th,td{border-color:#444}small{color:#aaa}}";

    // The one style is named by its hash: nothing that slipped into the page could bring another, or a script.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'";

    /// <summary>Gets the page.</summary>
    public static string Of(RunEvidence evidence)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(Text(Policy)).Append("\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.Append("<title>").Append(Text(ReportFacts.Title(evidence))).Append("</title>\n<style>").Append(Style).Append("</style>\n</head>\n<body>\n");
        page.Append("<h1>").Append(Text(ReportFacts.Title(evidence))).Append("</h1>\n");
        Table(page, [], ReportFacts.Of(evidence).Select(f => (string[])[f.Name, f.Value]));
        if (evidence.GroupCount > 0)
        {
            page.Append("<h2>Failures</h2>\n");
            Table(page, ["group", "units", "cause", "sample"], ReportFacts.Failures(evidence).Select(f => (string[])[f.Number, f.What, f.Hint.Length > 0 ? $"{f.Cause} ({f.Hint})" : f.Cause, f.Sample]));
            More(page, evidence.GroupCount - evidence.Failures.Length, "group");
        }

        if (evidence.Changes.Length > 0)
        {
            page.Append("<h2>What was done</h2>\n");
            Table(page, ["when", "what", "who"], ReportFacts.Changes(evidence).Select(c => (string[])[c.At, c.What, c.By]));
        }

        page.Append("<p><small>As of journal event ").Append(evidence.SequenceNr).Append(", made ").Append(Text(Consoles.Wording.Instant(evidence.Made))).Append("</small></p>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Table(StringBuilder page, string[] header, IEnumerable<string[]> rows)
    {
        page.Append("<table>\n");
        if (header.Length > 0)
        {
            page.Append("<tr>").AppendJoin("", header.Select(h => $"<th scope=\"col\">{Text(h)}</th>")).Append("</tr>\n");
        }

        foreach (var row in rows)
        {
            page.Append("<tr>");
            for (var i = 0; i < row.Length; i++)
            {
                page.Append(i == 0 ? "<th scope=\"row\">" : "<td>").Append(Text(row[i])).Append(i == 0 ? "</th>" : "</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void More(StringBuilder page, int more, string noun)
    {
        if (more > 0)
        {
            page.Append("<p>... and ").Append(Text(Consoles.Wording.Count(more, noun))).Append(" more</p>\n");
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
