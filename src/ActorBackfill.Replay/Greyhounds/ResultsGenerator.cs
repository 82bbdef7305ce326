using ActorBackfill.Replay.Definitions;

namespace ActorBackfill.Replay.Greyhounds;

/// <summary>Makes results that depend on seed, state and month alone: the same today and under every later version.</summary>
internal sealed class ResultsGenerator(ulong seed, NumberRange meetings, NumberRange races)
{
    private static readonly string[] Grades =
        ["Maiden", "Grade 7", "Grade 6", "Grade 5", "Mixed 4/5", "Grade 4", "Mixed 3/4", "Grade 3", "Free For All", "Tier 3"];

    /// <summary>The results of a month.</summary>
    /// <param name="state">The state's ordinal in <see cref="Track.ByState"/>.</param>
    /// <param name="month">The first day of the month.</param>
    public Results Of(int state, DateOnly month)
    {
        var (name, tracks) = Track.ByState[state];
        var chance = new Chance(StableHash.Of(seed, $"month/{name}/{month:yyyy-MM}"));
        var kennel = new Kennel(seed, state, month.Year);
        var count = chance.Between(meetings.From, meetings.To);
        var days = chance.Shuffled(DateTime.DaysInMonth(month.Year, month.Month))[..count];
        Array.Sort(days);
        return new Results(name, $"{month:yyyy-MM}", [.. days.Select(day => Meeting(name, chance.Of(tracks), month.AddDays(day), kennel, chance))]);
    }

    private Meeting Meeting(string state, Track track, DateOnly date, Kennel kennel, Chance chance)
    {
        var id = $"{state}-{date:yyyyMMdd}-{track.Name.Replace(" ", "", StringComparison.Ordinal)}".ToLowerInvariant();
        var start = date.ToDateTime(new TimeOnly(chance.Between(11, 18), 5 * chance.Between(0, 11)));
        var drawn = chance.Shuffled(Kennel.Size);
        var list = new List<Race>();
        var count = chance.Between(races.From, races.To);
        for (var number = 1; number <= count; number++)
        {
            var field = drawn.Skip((number - 1) * RaceRunner.Boxes).Take(RaceRunner.Boxes).Select(i => kennel[i]).ToArray();
            var distance = chance.Of(track.Distances);
            list.Add(new Race($"{id}-r{number:00}", number, distance, chance.Of(Grades), start, RaceRunner.Run(field, distance, chance)));
            start = start.AddMinutes(chance.Between(17, 24));
        }

        return new Meeting(id, track.Name, date, list);
    }
}
