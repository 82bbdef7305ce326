namespace ActorBackfill.Domain.Jobs;

/// <summary><c>within { season { step = year, anchor = 2020-08 } }</c>: a longer period that each unit of a dimension of dates belongs to.</summary>
/// <param name="Name">Its name, asked for as <c>{date.season.start}</c>.</param>
/// <param name="Step">How long such periods are, and where they begin; days or months.</param>
public sealed record EnclosingPeriodDefinition(string Name, CalendarStep Step);
