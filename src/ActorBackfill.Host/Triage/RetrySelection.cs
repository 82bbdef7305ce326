using System.Collections.Immutable;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Triage;

/// <summary>The units that a retry means, and those near them that it does not.</summary>
internal sealed class RetrySelection : ChosenUnits
{
    /// <summary>Gets how many match but are set apart, and were not asked for.</summary>
    public long LeftInQuarantine { get; private set; }

    /// <summary>Gets how many of the named units are open already: nothing has to be done for them.</summary>
    public long OpenAlready { get; private set; }

    /// <summary>Selects.</summary>
    /// <param name="model">The job's units.</param>
    /// <param name="choice">Which of them.</param>
    /// <exception cref="CommandException">A filter or a key is none: exit 2.</exception>
    public static RetrySelection Of(ReadModel model, RetryChoice choice)
    {
        var selection = new RetrySelection();
        foreach (var key in choice.Units)
        {
            selection.AddNamed(model, key);
        }

        if (choice.Units.IsEmpty || choice.AllFailed || !choice.States.IsEmpty || !choice.Groups.IsEmpty || !choice.Filter.Terms.IsEmpty)
        {
            selection.AddFound(model, choice);
        }

        return selection;
    }

    private void AddNamed(ReadModel model, string key)
    {
        var index = model.Plan.IndexOf(key);
        if (index < 0)
        {
            throw new CommandException(ExitCode.Usage, "no-such-unit", $"'{key}' is no unit of the plan", "Keys are as 'backfill units' prints them: date=2024-02-29");
        }

        var unit = model.Plan.UnitAt(index);
        if (model.Planes.OutcomeOf(unit.Ordinal) is not { } outcome || model.Planes.Reopened.Contains(unit.Ordinal))
        {
            OpenAlready++;
            return;
        }

        Add(new ListedUnit(unit, UnitState.Of(outcome), RunsAgain: false, model.Noted(unit.Ordinal)));
    }

    private void AddFound(ReadModel model, RetryChoice choice)
    {
        var query = new UnitQuery { Filter = choice.Filter, States = [.. States(choice).Select(s => UnitState.Of(s))], Group = choice.Groups is [var only] ? only : null };
        foreach (var unit in new UnitLister(model).Find(query).Where(u => choice.Groups.IsEmpty || (u.Noted?.Group is { } group && choice.Groups.Contains(group))))
        {
            if (unit.Noted?.Outcome == UnitOutcome.Quarantined && !choice.WithQuarantined && choice.States.IsEmpty && !choice.Filter.Names.Contains("outcome"))
            {
                LeftInQuarantine++;
            }
            else if (unit.Noted?.Outcome != UnitOutcome.Failed || choice.AllFailed || !choice.States.IsEmpty || !choice.Groups.IsEmpty || !choice.Filter.Terms.IsEmpty)
            {
                Add(unit);
            }
        }
    }

    // Skipped units are tried again only where somebody speaks of outcomes: they were declined, they did not fail.
    private static ImmutableArray<UnitOutcome> States(RetryChoice choice) => !choice.States.IsEmpty ? choice.States
        : choice.Filter.Names.Contains("outcome") ? [UnitOutcome.Skipped, UnitOutcome.Failed, UnitOutcome.Quarantined]
        : [UnitOutcome.Failed, UnitOutcome.Quarantined];
}
