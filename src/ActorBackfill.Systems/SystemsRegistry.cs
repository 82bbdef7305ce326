using System.Collections.Immutable;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Systems.BoxScores;
using ActorBackfill.Systems.CompositeFactors;
using ActorBackfill.Systems.EntityStatistics;
using ActorBackfill.Systems.FeatureStore;
using ActorBackfill.Systems.GameContexts;
using ActorBackfill.Systems.HongKongRacing;
using ActorBackfill.Systems.PlayerGames;
using ActorBackfill.Systems.Properties;
using ActorBackfill.Systems.TeamDefense;
using ActorBackfill.Systems.TeamGames;

namespace ActorBackfill.Systems;

/// <summary>The processors of this project, by the names that job files use.</summary>
public static class SystemsRegistry
{
    /// <summary>Adds all processors of this project to a registry.</summary>
    /// <param name="processors">The host's registry.</param>
    /// <returns>The same registry.</returns>
    /// <exception cref="ArgumentException">One of the names is taken.</exception>
    public static ProcessorRegistry Register(ProcessorRegistry processors) => processors
        .Add(PlayerGameProcessor.Name, PlayerGameProcessor.With)
        .Add(TeamDefenseSummary.Name, static settings => Without(settings, TeamDefenseSummary.Name, new TeamRowsProcessor(TeamDefenseSummary.Table, TeamDefenseSummary.Of)))
        .Add(TeamGameSummary.Name, static settings => Without(settings, TeamGameSummary.Name, new TeamRowsProcessor(TeamGameSummary.Table, TeamGameSummary.Of)))
        .Add(TeamContextProcessor.Name, static settings => Without(settings, TeamContextProcessor.Name, new TeamContextProcessor()))
        .Add(PlayerContextProcessor.Name, static settings => Without(settings, PlayerContextProcessor.Name, new PlayerContextProcessor()))
        .Add(RaceResults.Name, static settings => Without(settings, RaceResults.Name, new RaceResults()))
        .Add(Meetings.Name, static settings => Without(settings, Meetings.Name, new Meetings()))
        .Add(HongKongStatistics.Name, static settings => new HongKongStatistics(EntityKind.Of(HongKongStatistics.Name, settings)))
        .Add(RacecardStatistics.Name, static settings => new RacecardStatistics(EntityKind.Of(RacecardStatistics.Name, settings)))
        .Add(CompositeFactorsProcessor.Name, static settings => Without(settings, CompositeFactorsProcessor.Name, new CompositeFactorsProcessor()))
        .Add(FeatureStoreProcessor.Name, static settings => Without(settings, FeatureStoreProcessor.Name, new FeatureStoreProcessor()))
        .Add(PropertyDetailsProcessor.Name, static settings => Without(settings, PropertyDetailsProcessor.Name, new PropertyDetailsProcessor()));

    private static IProcessor Without(ImmutableSortedDictionary<string, string> settings, string name, IProcessor processor) =>
        settings.IsEmpty ? processor : throw new ArgumentException($"{name} has no setting '{settings.Keys.First()}'");
}
