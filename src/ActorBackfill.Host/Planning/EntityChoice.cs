using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Planning;

/// <summary>Finds the dimension that <c>--entities</c> is about: the plan's only list.</summary>
internal static class EntityChoice
{
    /// <summary>Gets the filter for some values of the plan's list.</summary>
    /// <param name="entities">The values, at least one.</param>
    /// <param name="dimensions">The plan's dimensions.</param>
    /// <exception cref="CommandException">There is not one list, or it has no such value: exit 2.</exception>
    public static UnitFilter Of(ImmutableArray<string> entities, ImmutableArray<DimensionDefinition> dimensions)
    {
        var lists = dimensions.Where(d => d is ListDimensionDefinition or EntityListDefinition).ToList();
        if (lists is not [var list])
        {
            throw Wrong(lists.Count == 0
                ? "the plan has no list; use --filter"
                : $"the plan has {lists.Count} lists ({string.Join(", ", lists.Select(l => l.Name))}); use --filter '{lists[0].Name}={string.Join(',', entities)}'");
        }

        if (list is ListDimensionDefinition { Values: var values } && entities.FirstOrDefault(e => !values.Contains(e, StringComparer.Ordinal)) is { } unknown)
        {
            var meant = values.Length <= 10_000 ? DidYouMean.Of(unknown, values) : null;
            throw Wrong($"'{unknown}' is no value of {list.Name}{(meant is null ? "" : $"; did you mean {meant}?")}");
        }

        return UnitFilter.OneOf(list.Name, entities);
    }

    private static CommandException Wrong(string why) => new(ExitCode.Usage, "entities", $"--entities: {why}");
}
