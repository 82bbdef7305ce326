using System.Globalization;

namespace ActorBackfill.Domain.Budgets;

/// <summary>How many turns a run gets, and when it is to ask again.</summary>
public sealed partial record BudgetState
{
    // How soon to look again: for a slot that another run holds, for a turn that another run was to take.
    private static readonly TimeSpan SlotPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan TurnPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ClosedWait = TimeSpan.FromSeconds(5);

    private (BudgetState State, BudgetAnswer Answer) Give(BudgetRequest request, BudgetLimits limits)
    {
        var me = Find(request.Who.Id);
        var share = Closure?.Share(Clock) ?? 1;
        var rate = (Learned?.Rate ?? limits.Rate) * Math.Max(share, Closure.FirstShare);
        var slots = SlotShares.Slots(Learned is { } learned ? learned.Slots.At(Clock) : limits.Concurrency, share);
        var answer = new BudgetAnswer(0, null)
        {
            Rate = rate,
            Concurrency = slots,
            Quotas = [.. Quotas.Where(q => limits.Most(q.Length) is not null).Select(q => new QuotaStanding(q.Length, limits.Most(q.Length)!.Value, q.Used))],
        };
        if (Closed(limits) is { } closed)
        {
            var left = closed.Until - Clock;
            var wait = left < ClosedWait ? left : ClosedWait;
            return (Noted(me, 0, wait, false), answer with { ClosedFor = left, ClosedReason = closed.Reason, Wait = request.Wanted > 0 ? wait : null });
        }

        var free = Math.Min(request.Wanted, Math.Min(SlotShares.Free(Parties, me, slots, Clock), Room(limits)));
        var waited = Clock - ClosedUntil < request.Waited ? Clock - ClosedUntil : request.Waited;
        var ahead = Parties.Count(p => p.IsPaced && p.IsWaiting(Clock) && p.LastTurn < Parties[me].LastTurn);
        var due = rate is { } perSecond ? (int)Math.Clamp((long)Pace.Due(perSecond, Clock, waited) - ahead, 0, free) : free;
        var state = Starting(me, due, rate, waited);
        var isPaced = due < free;
        var pause = due == request.Wanted ? (TimeSpan?)null : isPaced ? state.UntilTurn(rate!.Value, ahead) : state.UntilSlot(me);
        return (
            state.Noted(me, request.Wanted - due, pause ?? LongestWait, isPaced),
            answer with { Turns = due, Wait = pause, WaitsForSlot = pause is not null && !isPaced, OthersWait = Parties.Any(p => p.Who.Id != request.Who.Id && p.IsWaiting(Clock)) });
    }

    private BudgetState Starting(int me, int turns, double? rate, TimeSpan waited)
    {
        if (turns == 0)
        {
            return rate is null && Pace != Pace.Begin ? this with { Pace = Pace.Begin } : this;
        }

        var party = Parties[me];
        return this with
        {
            Released = Released + turns,
            Pace = Pace.Start(rate, Clock, waited, turns),
            Quotas = Quotas.IsEmpty ? Quotas : [.. Quotas.Select(q => q.Add(Clock, turns))],
            Parties = Parties.SetItem(me, party with { InFlight = party.InFlight + turns, LastTurn = Clock }),
        };
    }

    private BudgetState Noted(int me, int wanted, TimeSpan wait, bool isPaced) =>
        this with { Parties = Parties.SetItem(me, Parties[me] with { Wanted = wanted, FreshUntil = Clock + wait + Late, IsPaced = isPaced }) };

    private TimeSpan UntilTurn(double rate, int ahead)
    {
        var pause = Pace.NextAt(rate, Clock, ahead) - Clock;
        var least = ahead > 0 ? TurnPause : LeastPause;
        return pause < least ? least : pause < LongestWait ? pause : LongestWait;
    }

    // A slot of its own tells it by itself when it is free; one of another run has to be looked for.
    private TimeSpan UntilSlot(int me)
    {
        var othersHold = Parties.Any(p => p.Who.Id != Parties[me].Who.Id && (p.InFlight > 0 || p.IsWaiting(Clock)));
        return othersHold || Parties[me].InFlight == 0 ? SlotPause : LongestWait;
    }

    private (TimeSpan Until, string Reason)? Closed(BudgetLimits limits)
    {
        (TimeSpan Until, string Reason)? closed = ClosedUntil > Clock ? (ClosedUntil, Closure!.Reason) : null;
        foreach (var quota in Quotas)
        {
            if (limits.Most(quota.Length) is { } most && quota.RoomAt(most, Clock) is var room && room > Clock && room > (closed?.Until ?? TimeSpan.Zero))
            {
                closed = (room, string.Create(CultureInfo.InvariantCulture, $"{quota.Used:#,0} of {most:#,0} requests {Per(quota.Length)} are used"));
            }
        }

        return closed;
    }

    private static string Per(TimeSpan window) => window.TotalMinutes switch { 1 => "a minute", 60 => "an hour", _ => "a day" };

    private int Room(BudgetLimits limits)
    {
        var room = (long)int.MaxValue;
        foreach (var quota in Quotas)
        {
            room = Math.Min(room, (limits.Most(quota.Length) ?? long.MaxValue) - quota.Used);
        }

        return (int)Math.Max(0, room);
    }
}
