using System.Text.Json;
using ActorBackfill.Dashboard.Commands;
using ActorBackfill.Dashboard.Pages.Failures;

namespace ActorBackfill.Host.Dashboards.Failures;

/// <summary>The command <c>park</c> of pages: <c>{ "group": 3, "confirm": 12, "reason": "..." }</c>.</summary>
/// <param name="park">Parks the units.</param>
internal sealed class ParkCommands(IParkUnits park) : ICommandJobs
{
    private const string Form = """park takes {"group": 3, "confirm": 12, "reason": "why"}; confirm is the number of units that the page showed.""";

    /// <inheritdoc/>
    public string Verb => "park";

    /// <inheritdoc/>
    public async Task<CommandAnswer> CommandAsync(JobCommand command, CancellationToken cancellation)
    {
        if (Number(command.Body, "group") is not { } group || Number(command.Body, "confirm") is not { } confirm || !Reason(command.Body, out var reason))
        {
            return new CommandAnswer(CommandOutcome.Invalid, Form);
        }

        return await park.ParkAsync(command.Job, new ParkRequest(group, confirm) { Reason = reason }, command.Via, cancellation) is { } outcome
            ? new CommandAnswer(OutcomeOf(outcome), outcome.Message) { Result = Result(outcome) }
            : new CommandAnswer(CommandOutcome.NoSuchJob, "There is no such job, or its job file is gone.");
    }

    private static CommandOutcome OutcomeOf(ParkOutcome outcome) => (outcome.IsDone, outcome.Code) switch
    {
        (true, _) => CommandOutcome.Done,
        (_, "run-unanswered") => CommandOutcome.Unanswered,
        _ => CommandOutcome.Refused,
    };

    private static JsonElement Result(ParkOutcome outcome) => JsonSerializer.SerializeToElement(
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["parked"] = outcome.Parked, ["skipped"] = outcome.Skipped, ["code"] = outcome.Code, ["count"] = outcome.Count });

    private static long? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static bool Reason(JsonElement body, out string? reason)
    {
        var isThere = body.TryGetProperty("reason", out var value) && value.ValueKind != JsonValueKind.Null;
        reason = isThere && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return !isThere || reason is not null;
    }
}
