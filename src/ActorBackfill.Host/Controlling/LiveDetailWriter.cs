using System.Text.Json;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Limiting;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Controlling;

/// <summary>Writes what a run tells of its workers, its breakers and the budget of its source to programs that ask: what the dashboard shows of them.</summary>
internal static class LiveDetailWriter
{
    /// <summary>Writes the members <c>workerStates</c>, <c>breakers</c> and <c>limit</c>.</summary>
    /// <param name="json">Where.</param>
    /// <param name="detail">Workers and breakers.</param>
    /// <param name="limit">The budget; null when it did not answer.</param>
    public static void Write(Utf8JsonWriter json, RunDetail detail, LimitState? limit)
    {
        json.WriteObjects("workerStates", detail.Workers, worker => Write(json, worker));
        json.WriteObjects("breakers", detail.Breakers, breaker =>
        {
            json.WriteString("key", PlainText.Of(breaker.Key));
            json.WriteString("until", breaker.Until);
            json.WriteNumber("failures", breaker.Failures);
            json.WriteString("category", breaker.Category);
            json.WriteString("cause", PlainText.Of(breaker.Cause, 1_000));
        });
        if (limit is { } state)
        {
            json.WriteStartObject("limit");
            Write(json, state);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("limit");
        }
    }

    private static void Write(Utf8JsonWriter json, WorkerNow worker)
    {
        json.WriteString("name", worker.Name);
        json.WriteString("state", worker.State);
        json.WriteString("unit", worker.Unit is { } unit ? PlainText.Of(unit) : null);
        json.WriteNumber("units", worker.Units);
        json.WriteNumber("attempt", worker.Attempt);
        json.WriteNumber("heldSeconds", Math.Round(worker.HeldSeconds, 3));
        json.WriteString("idle", worker.Idle is { } idle ? JsonNamingPolicy.KebabCaseLower.ConvertName(idle.ToString()) : null);
        json.WriteNumber("unitsEnded", worker.UnitsEnded);
        json.WriteNumber("rows", worker.Rows);
        json.WriteNumber("requests", worker.Requests);
        json.WriteNumber("busySeconds", Math.Round(worker.BusySeconds, 3));
    }

    private static void Write(Utf8JsonWriter json, LimitState limit)
    {
        json.WriteString("budget", PlainText.Of(limit.Budget));
        json.WriteNumberOrNull("configuredRate", limit.ConfiguredRate);
        json.WriteNumberOrNull("effectiveRate", limit.EffectiveRate);
        json.WriteNumberOrNull("configuredConcurrency", limit.ConfiguredConcurrency);
        json.WriteNumberOrNull("effectiveConcurrency", limit.EffectiveConcurrency);
        json.WriteBoolean("adaptive", limit.IsAdaptive);
        json.WriteNumber("inFlight", limit.InFlight);
        json.WriteNumber("waiting", limit.Waiting);
        json.WriteString("closedUntil", limit.ClosedUntil is { } until ? until.ToString("O") : null);
        json.WriteString("closedReason", limit.ClosedReason is { } reason ? PlainText.Of(reason, 300) : null);
        json.WriteObjects("quotas", limit.Quotas, quota =>
        {
            json.WriteNumber("windowSeconds", quota.Window.TotalSeconds);
            json.WriteNumber("limit", quota.Most);
            json.WriteNumber("used", quota.Used);
        });
        json.WriteNumber("requests", limit.Requests);
        json.WriteNumber("refusals", limit.Refusals);
        json.WriteNumberOrNull("waitP50Seconds", limit.WaitP50?.TotalSeconds);
        json.WriteNumberOrNull("waitP95Seconds", limit.WaitP95?.TotalSeconds);
        json.WriteNumber("waitedSeconds", Math.Round(limit.Waited.TotalSeconds, 3));
    }
}
