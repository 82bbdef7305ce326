using System.Collections.Immutable;
using System.Text.Json;
using ActorBackfill.Dashboard.Commands;
using ActorBackfill.Dashboard.Pages.Units;

namespace ActorBackfill.Host.Dashboards.Units;

/// <summary>The command <c>retry</c> of pages: <c>{ "filter": "error=timeout", "states": ["failed"], "group": 3, "units": [], "reason": "...", "confirm": 12 }</c>.</summary>
/// <param name="retry">Opens the units.</param>
internal sealed class RetryCommands(IRetryUnits retry) : ICommandJobs
{
    private const string Form = """retry takes {"filter": "error=timeout", "states": ["failed"], "group": 3, "units": [], "reason": "why", "confirm": 12}; confirm is the preview's count.""";

    /// <inheritdoc/>
    public string Verb => "retry";

    /// <inheritdoc/>
    public async Task<CommandAnswer> CommandAsync(JobCommand command, CancellationToken cancellation)
    {
        if (Read(command.Body) is not { } request)
        {
            return new CommandAnswer(CommandOutcome.Invalid, Form);
        }

        return await retry.RetryAsync(command.Job, request, command.Via, cancellation) is { } outcome
            ? new CommandAnswer(OutcomeOf(outcome), outcome.Message) { Result = Result(outcome) }
            : new CommandAnswer(CommandOutcome.NoSuchJob, "There is no such job, or its job file is gone.");
    }

    private static CommandOutcome OutcomeOf(RetryOutcome outcome) => (outcome.IsDone, outcome.Code) switch
    {
        (true, _) => CommandOutcome.Done,
        (_, "filter" or "state" or "not-confirmed" or "no-such-unit") => CommandOutcome.Invalid,
        (_, "run-unanswered") => CommandOutcome.Unanswered,
        _ => CommandOutcome.Refused,
    };

    private static JsonElement Result(RetryOutcome outcome) => JsonSerializer.SerializeToElement(
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["opened"] = outcome.Opened,
            ["skipped"] = outcome.Skipped,
            ["dealt"] = outcome.Dealt,
            ["code"] = outcome.Code,
            ["count"] = outcome.Count,
        });

    private static RetryRequest? Read(JsonElement body) =>
        Text(body, "filter", out var filter) && Texts(body, "states", out var states) && Number(body, "group", out var group)
        && Texts(body, "units", out var units) && Text(body, "reason", out var reason) && Number(body, "confirm", out var confirm)
            ? new RetryRequest { Filter = filter ?? "", States = states, Group = group, Units = units, Reason = reason, Confirm = confirm }
            : null;

    private static bool Text(JsonElement body, string name, out string? text)
    {
        text = body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null || IsMissing(body, name);
    }

    private static bool Number(JsonElement body, string name, out long? number)
    {
        number = body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) ? whole : null;
        return number is not null || IsMissing(body, name);
    }

    private static bool Texts(JsonElement body, string name, out ImmutableArray<string> texts)
    {
        var isList = body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String);
        texts = isList ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : [];
        return isList || IsMissing(body, name);
    }

    private static bool IsMissing(JsonElement body, string name) => !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null;
}
