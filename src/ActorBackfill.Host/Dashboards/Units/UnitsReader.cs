using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Dashboards.Units;

/// <summary>Makes pages of units of a job's read model.</summary>
/// <param name="model">The job's units.</param>
/// <param name="running">The units that are being worked on.</param>
internal sealed class UnitsReader(ReadModel model, ImmutableArray<long> running)
{
    /// <summary>Reads a question as the console reads its flags.</summary>
    /// <param name="question">As the address says it.</param>
    /// <exception cref="CommandException">A filter or a state is none.</exception>
    public static UnitQuery Query(UnitsQuestion question) => new()
    {
        Filter = ListFlags.Filter(question.Filter),
        States = [.. question.States.Select(State)],
        Group = question.Group,
        After = question.After,
    };

    /// <summary>Gets a page.</summary>
    /// <param name="question">Which units; what is wrong with it is said on the page.</param>
    public UnitsView Read(UnitsQuestion question)
    {
        var view = new UnitsView
        {
            Job = model.Job.Definition.Name,
            Sequence = model.SequenceNr,
            Question = question,
            All = Counts(model.Counts()),
            Names = [.. model.Plan.Dimensions.Select(d => d.Name), .. UnitLister.KnownNames],
        };
        try
        {
            var query = Query(question);
            var lister = new UnitLister(model);
            var page = new UnitPage(question.Limit);
            List<ListedUnit> units = [.. page.Of(lister.Find(query))];
            var part = lister.PartOf(query.Filter, out var rest);
            return WithRows(view with
            {
                Next = page.Next,
                Chosen = !rest.Terms.IsEmpty ? null : part is null ? default(CellCounts) : Counts(model.Counts(part)),
            }, units);
        }
        catch (CommandException e)
        {
            return view with { Error = Text(e) };
        }
    }

    /// <summary>Gets what is wrong with a question, without the name of the console's flag.</summary>
    /// <param name="error">What was said of it.</param>
    public static string Text(CommandException error)
    {
        var text = error.Message.StartsWith("--filter: ", StringComparison.Ordinal) ? error.Message["--filter: ".Length..] : error.Message;
        return PlainText.Of(error.Hint is null ? text : $"{text}. {error.Hint}", 1_000);
    }

    private static string State(string name) => UnitState.All.Contains(name, StringComparer.Ordinal)
        ? name
        : throw new CommandException(ExitCode.Usage, "outcome", $"'{PlainText.Of(name, 60)}' is no state; these are: {string.Join(", ", UnitState.All)}");

    private static CellCounts Counts(UnitCounts counts) => new()
    {
        Total = counts.Total,
        Done = counts.Done,
        Empty = counts.Empty,
        Skipped = counts.Skipped,
        Failed = counts.Failed,
        Quarantined = counts.Quarantined,
    };

    private UnitsView WithRows(UnitsView view, List<ListedUnit> units)
    {
        var held = running.ToHashSet();
        try
        {
            using var ledger = model.Job.Sink.Lookup(model.Job.Definition.IdentityText);
            return view with { Units = [.. units.Select(unit => Row(unit.With(ledger), held))] };
        }
        catch (SinkUnusableException)
        {
            return view with { Units = [.. units.Select(unit => Row(unit, held))], Notice = "The sink cannot be read: rows are not known." };
        }
    }

    private static UnitRow Row(ListedUnit unit, HashSet<long> held) => new(unit.Unit.Key, held.Contains(unit.Unit.Ordinal) ? "running" : unit.State)
    {
        RunsAgain = unit.RunsAgain,
        Attempt = unit.Attempt,
        Rows = unit.Rows,
        Group = unit.Noted?.Group,
        Category = unit.Noted?.Category,
        Text = unit.Noted?.Text,
    };
}
