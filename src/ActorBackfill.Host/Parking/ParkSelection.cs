using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Triage;

namespace ActorBackfill.Host.Parking;

/// <summary>The units that are to be parked, and those that match and need not, or cannot, be.</summary>
internal sealed class ParkSelection : ChosenUnits
{
    /// <summary>Gets how many match and are quarantined already: nothing has to be done for them.</summary>
    public long QuarantinedAlready { get; private set; }

    /// <summary>Gets how many of the named units have ended otherwise: done, empty or skipped. They stay what they are.</summary>
    public long EndedAlready { get; private set; }

    /// <summary>Selects.</summary>
    /// <param name="model">The job's units.</param>
    /// <param name="choice">Which of them.</param>
    /// <exception cref="CommandException">A filter or a key is none: exit 2.</exception>
    public static ParkSelection Of(ReadModel model, ParkChoice choice)
    {
        var selection = new ParkSelection();
        foreach (var key in choice.Units)
        {
            selection.AddNamed(model, key);
        }

        if (choice.Finds)
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
        var outcome = model.Planes.OutcomeOf(unit.Ordinal);
        AddOrCount(new ListedUnit(unit, UnitState.Of(outcome), model.Planes.Reopened.Contains(unit.Ordinal), model.Noted(unit.Ordinal)));
    }

    private void AddFound(ReadModel model, ParkChoice choice)
    {
        UnitOutcome?[] states = choice is { AllFailed: true } or { Group: not null } ? [UnitOutcome.Failed, UnitOutcome.Quarantined] : [null, UnitOutcome.Failed, UnitOutcome.Quarantined];
        var query = new UnitQuery { Filter = choice.Filter, States = [.. states.Select(UnitState.Of)], Group = choice.Group };
        foreach (var unit in new UnitLister(model).Find(query))
        {
            AddOrCount(unit);
        }
    }

    private void AddOrCount(ListedUnit unit)
    {
        switch (UnitState.Outcome(unit.State))
        {
            case null or UnitOutcome.Failed:
                Add(unit);
                break;
            case UnitOutcome.Quarantined:
                QuarantinedAlready++;
                break;
            default:
                EndedAlready++;
                break;
        }
    }
}
