using System.Globalization;
using System.Text;
using System.Xml;

namespace ActorBackfill.Host.Reports;

/// <summary>
/// A report as JUnit's XML, for build servers: one test case for what is settled, one for what was skipped, one a failure group. So it is
/// bounded whatever the plan; the counts are properties.
/// </summary>
internal static class ReportJUnit
{
    /// <summary>Gets the document.</summary>
    public static string Of(RunEvidence evidence)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            var (name, time) = ($"{evidence.Job}/{Number(evidence.Run.Number)}", evidence.Duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
            var hasSkipped = evidence.Units.Skipped > 0;
            var hasOpen = evidence.Units.Open > 0;
            var failures = evidence.Failures.Length + (hasOpen ? 1 : 0);
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            Attributes(
                xml, ("name", name), ("tests", Number(1 + failures + (hasSkipped ? 1 : 0))), ("failures", Number(failures)), ("errors", "0"),
                ("skipped", hasSkipped ? "1" : "0"), ("time", time), ("timestamp", evidence.Run.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)));
            Properties(xml, evidence);
            Case(xml, evidence, $"{Number(evidence.Units.Done + evidence.Units.Empty)} units are done", null);
            if (hasSkipped)
            {
                Case(xml, evidence, $"{Number(evidence.Units.Skipped)} units were skipped", () => xml.WriteElementString("skipped", ""));
            }

            if (hasOpen)
            {
                Case(xml, evidence, "every unit has an outcome", () => Failure(xml, "open", $"{Number(evidence.Units.Open)} units have not run", "Go on with: " + evidence.Next));
            }

            foreach (var (group, what, cause, sample, hint) in ReportFacts.Failures(evidence))
            {
                Case(xml, evidence, $"{group} {what}: {cause}", () => Failure(xml, what[(what.IndexOf('x', StringComparison.Ordinal) + 2)..], cause, $"such as {sample}{(hint.Length > 0 ? "\n" + hint : "")}"));
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text + "\n";
    }

    private static void Properties(XmlWriter xml, RunEvidence evidence)
    {
        xml.WriteStartElement("properties");
        var units = evidence.Units;
        foreach (var (name, value) in ((string, string)[])
        [
            ("state", evidence.State), ("units", Number(units.Total)), ("done", Number(units.Done)), ("empty", Number(units.Empty)), ("skipped", Number(units.Skipped)),
            ("failed", Number(units.Failed)), ("quarantined", Number(units.Quarantined)), ("open", Number(units.Open)), ("rows", Number(evidence.Run.Rows)),
            ("retries", Number(evidence.Retries)),
        ])
        {
            xml.WriteStartElement("property");
            Attributes(xml, ("name", name), ("value", value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, RunEvidence evidence, string name, Action? inside)
    {
        xml.WriteStartElement("testcase");
        Attributes(xml, ("classname", evidence.Job), ("name", name), ("time", "0"));
        inside?.Invoke();
        xml.WriteEndElement();
    }

    private static void Failure(XmlWriter xml, string type, string message, string text)
    {
        xml.WriteStartElement("failure");
        Attributes(xml, ("type", type), ("message", message));
        xml.WriteString(Allowed(text));
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params (string Name, string Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
        {
            xml.WriteAttributeString(name, Allowed(value));
        }
    }

    // XML has no way to say U+FFFE, say: what it cannot hold becomes a space.
    private static string Allowed(string text)
    {
        if (text.All(c => XmlConvert.IsXmlChar(c)))
        {
            return text;
        }

        var allowed = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                allowed.Append(text[i]).Append(text[++i]);
            }
            else
            {
                allowed.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : ' ');
            }
        }

        return allowed.ToString();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
