using System.Text;

namespace ActorBackfill.Host.Reports;

/// <summary>A report as Markdown, for tickets and chats; what has a meaning there is escaped.</summary>
internal static class ReportMarkdown
{
    /// <summary>Gets the text.</summary>
    public static string Of(RunEvidence evidence)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Plain(ReportFacts.Title(evidence))).Append("\n\n");
        Table(text, ["", ""], ReportFacts.Of(evidence).Select(f => (string[])[f.Name, f.Value]));
        if (evidence.GroupCount > 0)
        {
            text.Append("\n## Failures\n\n");
            Table(text, ["group", "units", "cause", "sample", "hint"], ReportFacts.Failures(evidence).Select(f => (string[])[f.Number, f.What, f.Cause, f.Sample, f.Hint]));
        }

        if (evidence.Changes.Length > 0)
        {
            text.Append("\n## What was done\n\n");
            Table(text, ["when", "what", "who"], ReportFacts.Changes(evidence).Select(c => (string[])[c.At, c.What, c.By]));
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, string[] header, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", header).Append(" |\n|").AppendJoin("|", header.Select(_ => "---")).Append("|\n");
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select(Plain)).Append(" |\n");
        }
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case '<': plain.Append("&lt;"); break;
                case '>': plain.Append("&gt;"); break;
                case '&': plain.Append("&amp;"); break;
                case '\\' or '`' or '*' or '_' or '[' or ']' or '(' or ')' or '#' or '|' or '!' or '~' or '@': plain.Append('\\').Append(c); break;
                default: plain.Append(char.IsControl(c) ? ' ' : c); break;
            }
        }

        return plain.ToString();
    }
}
