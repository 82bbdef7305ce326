using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Verifying.Against;

/// <summary>Writes what changed since a run for people and for programs.</summary>
internal static class AgainstDocument
{
    // Units that changed, for people; programs get all that were named.
    private const int Shown = 20;

    /// <summary>Writes the comparison for people.</summary>
    public static void Write(string job, int run, RunComparison found, Terminal terminal)
    {
        terminal.Line(found.IsEqual
            ? $"{job}: as at the end of {job}/{run}; {Wording.Count(found.Same, "unit")}"
            : $"{job}: since {job}/{run} {Wording.Count(found.Changed, "unit")} changed, {Wording.Number(found.Appeared)} appeared, {Wording.Number(found.Vanished)} vanished; "
                + $"{Wording.Number(found.Same)} are the same");
        new FactList()
            .Add("differ", found.Changes.Take(Shown).Select(Text))
            .Add("", found.Changed + found.Appeared + found.Vanished > Shown ? [$"... and {Wording.Number(found.Changed + found.Appeared + found.Vanished - Shown)} more"] : [])
            .WriteTo(terminal);
    }

    /// <summary>Gets the comparison for programs.</summary>
    public static string Json(string job, int run, RunComparison found) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", job);
        json.WriteNumber("against", run);
        json.WriteBoolean("equal", found.IsEqual);
        json.WriteNumber("same", found.Same);
        json.WriteNumber("changed", found.Changed);
        json.WriteNumber("appeared", found.Appeared);
        json.WriteNumber("vanished", found.Vanished);
        json.WriteObjects("differences", found.Changes, change =>
        {
            json.WriteString("unit", change.Unit);
            json.WriteString("kind", change.Then is null ? "appeared" : change.Now is null ? "vanished" : "changed");
            Write(json, "then", change.Then);
            Write(json, "now", change.Now);
        });
    });

    private static void Write(System.Text.Json.Utf8JsonWriter json, string name, UnitContent? content)
    {
        if (content is not { } held)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("rows", held.Rows);
        json.WriteString("hash", Hash(held));
        json.WriteEndObject();
    }

    private static string Text(UnitChange change) => $"{PlainText.Of(change.Unit, 200)}: " + (change.Then, change.Now) switch
    {
        (null, { } now) => $"{Wording.Count(now.Rows, "row")} that were not there",
        ({ } then, null) => $"{Wording.Count(then.Rows, "row")} then, not in the ledger now",
        ({ } then, { } now) when then.Rows == now.Rows => $"{Wording.Count(then.Rows, "row")} then and now, with other content: {Hash(then)} | {Hash(now)}",
        var (then, now) => $"{Wording.Count(then?.Rows ?? 0, "row")} then, {Wording.Number(now?.Rows ?? 0)} now",
    };

    // What the journal keeps: the first 16 digits.
    private static string Hash(UnitContent content) => content.Fingerprint.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
