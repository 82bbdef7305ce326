using System.Collections.Immutable;

namespace ActorBackfill.Host.Explaining;

/// <summary>What the journal tells of one unit.</summary>
/// <param name="State">Its outcome, <c>open</c>, or <c>not-in-plan</c>.</param>
/// <param name="Entries">What became of it, oldest first; the last ones when there are very many.</param>
/// <param name="Earlier">How many entries were left out.</param>
/// <param name="Reasons">What keeps it from being done, or makes it run again.</param>
internal sealed record UnitStory(string State, ImmutableArray<UnitEntry> Entries, int Earlier, ImmutableArray<string> Reasons);

/// <summary>One event of the journal, as far as it is about a unit.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What, in one word: a state of units, <c>attempt</c> for one that failed, <c>crashed</c>.</param>
/// <param name="Text">In a sentence.</param>
internal sealed record UnitEntry(DateTimeOffset At, string Kind, string Text);
