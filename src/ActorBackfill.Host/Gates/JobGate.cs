using System.Collections.Immutable;
using ActorBackfill.Domain.Gates;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Gates;

/// <summary>Holds the units of a job against the set that is expected: the plan, or keys from elsewhere.</summary>
/// <param name="model">The job's units.</param>
/// <param name="rule">What is demanded.</param>
/// <param name="by">The dimension whose every value must be covered by itself; null counts the job as a whole.</param>
internal sealed class JobGate(ReadModel model, GateRule rule, string? by)
{
    private readonly Dictionary<string, GateTally> _parts = new(StringComparer.Ordinal);
    private readonly GapList _gaps = new();

    /// <summary>Counts.</summary>
    /// <param name="expected">The expected keys and their rows; null means the plan's units, with any number of rows.</param>
    /// <exception cref="CommandException">The dimension is none, or an expected key is no unit's: exit 2.</exception>
    public GateOutcome Judge(IReadOnlyDictionary<string, long?>? expected)
    {
        if (by is not null && model.Plan.Dimensions.All(d => d.Name != by))
        {
            throw new CommandException(ExitCode.Usage, "gate", $"--by {by}: the plan has no such dimension", $"It has {string.Join(", ", model.Plan.Dimensions.Select(d => d.Name))}.");
        }

        if (expected is null)
        {
            JudgePlan();
        }
        else
        {
            JudgeSet(expected);
        }

        var name = model.Job.Definition.Name;
        ImmutableArray<GateTally> parts = _parts.Count == 0 ? [new GateTally(name, rule)] : [.. _parts.Values];
        return new GateOutcome(name, rule, parts, _gaps.Keys, _gaps.Count);
    }

    private void JudgePlan()
    {
        for (var index = 0L; index < model.Plan.Count; index++)
        {
            var unit = by is null ? null : model.Plan.UnitAt(index);
            if (!PartOf(unit).Add(IsSettled(model.Plan.OrdinalAt(index))))
            {
                _gaps.Add((unit ?? model.Plan.UnitAt(index)).Key);
            }
        }
    }

    private void JudgeSet(IReadOnlyDictionary<string, long?> expected)
    {
        using var ledger = model.Job.Sink.Lookup(model.Job.Definition.IdentityText);
        foreach (var (text, rows) in expected.OrderBy(k => k.Key, StringComparer.Ordinal))
        {
            // A single dimension's values may stand for its keys.
            var key = text.Contains('=', StringComparison.Ordinal) || model.Plan.Dimensions.Count > 1
                ? text
                : UnitKey.Format(UnitKey.Parts([model.Plan.Dimensions[0].Name]), [new(model.Plan.Dimensions[0].Name, text)]);
            var ordinal = model.Plan.OrdinalOf(key) ?? (UnitKey.TryParse(key) is null ? throw NoKey(text) : -1);
            var isThere = ordinal >= 0 && IsSettled(ordinal);
            var actual = rows is not null && isThere ? ledger.Find(key)?.Rows : null;
            if (!PartOf(key).Add(isThere, rows, actual))
            {
                _gaps.Add(key);
            }
        }
    }

    private static CommandException NoKey(string text) =>
        new(ExitCode.Usage, "expected-set", $"'{text}' is no key of a unit", "Keys are as 'backfill units' prints them: date=2024-02-29/state=VIC");

    private bool IsSettled(long ordinal) => model.Planes.OutcomeOf(ordinal)?.IsInLedger() == true;

    private GateTally PartOf(PlanUnit? unit) => Part(unit is null ? model.Job.Definition.Name : unit.Value(by!) ?? "");

    private GateTally PartOf(string key) => Part(by is null ? model.Job.Definition.Name : UnitKey.TryParse(key)?.GetValueOrDefault(by) ?? "");

    private GateTally Part(string name)
    {
        if (!_parts.TryGetValue(name, out var part))
        {
            _parts[name] = part = new GateTally(name, rule);
        }

        return part;
    }
}
