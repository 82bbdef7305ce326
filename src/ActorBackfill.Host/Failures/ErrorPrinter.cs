using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Failures;

/// <summary>Writes an error to the standard error stream: one message that says what to do, or one JSON document.</summary>
internal static class ErrorPrinter
{
    /// <summary>Writes an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="terminal">The streams.</param>
    /// <param name="asJson">Whether a program reads it.</param>
    public static void Print(CommandException error, Terminal terminal, bool asJson) =>
        terminal.Note(asJson ? Json(error) : Text(error, terminal.CommandName));

    private static string Text(CommandException error, string commandName)
    {
        var name = Path.GetFileName(commandName);
        var lines = new List<string> { $"{name}: {PlainText.Of(error.Message, 2_000)}" };
        lines.AddRange(error.Details.Select(detail => "  " + PlainText.Of(detail, 2_000)));
        if (error.Hint is not null)
        {
            lines.Add("  " + PlainText.Of(error.Hint, 2_000));
        }

        return string.Join('\n', lines);
    }

    private static string Json(CommandException error) => JsonText.OneLine(json =>
    {
        json.WriteStartObject("error");
        json.WriteString("code", error.Code);
        json.WriteString("message", error.Message);
        json.WriteString("hint", error.Hint);
        json.WriteTexts("details", error.Details);
        json.WriteNumber("exit", error.ExitCode);
        json.WriteEndObject();
    });
}
