using ActorBackfill.Connectors.Bodies.Html;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads <c>browser { executable, pages, page-timeout, wait-for }</c> of a source of <c>type = browser</c>.</summary>
internal static class BrowserReader
{
    public static BrowserDefinition Read(HoconObjectReader? reader)
    {
        var defaults = new BrowserDefinition();
        if (reader is null)
        {
            return defaults;
        }

        var waitFor = reader.OptionalText("wait-for");
        if (waitFor is not null && HtmlRules.SelectorProblem(waitFor) is { } problem)
        {
            reader.Error("wait-for", $"'{waitFor}': {problem}");
        }

        var executable = reader.OptionalText("executable");
        if (executable is not null && string.IsNullOrWhiteSpace(executable))
        {
            reader.Error("executable", "is blank");
        }

        return new BrowserDefinition
        {
            Executable = executable,
            Pages = reader.IntegerWithin("pages", defaults.Pages, 1, 64),
            PageTimeout = reader.DurationWithin("page-timeout", defaults.PageTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)),
            WaitFor = waitFor,
        };
    }
}
