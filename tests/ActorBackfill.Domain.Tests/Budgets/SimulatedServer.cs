namespace ActorBackfill.Domain.Tests.Budgets;

/// <summary>What a server answers, and after how long.</summary>
/// <param name="Latency">How long the answer takes.</param>
/// <param name="RetryAfter">How long it wants quiet; null when it answers as it should.</param>
internal sealed record ServerAnswer(TimeSpan Latency, TimeSpan? RetryAfter);

/// <summary>A server that takes everything, and answers after 50 ms.</summary>
internal class SimulatedServer
{
    protected static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(50);

    public virtual ServerAnswer Take(TimeSpan now) => new(Quick, null);
}

/// <summary>A server with a limit that it does not tell.</summary>
internal abstract class LimitedServer(double rate) : SimulatedServer
{
    public double Rate { get; set; } = rate;

    public override ServerAnswer Take(TimeSpan now)
    {
        var wait = Wait(now);
        return wait <= TimeSpan.Zero ? new ServerAnswer(Quick, null) : new ServerAnswer(TimeSpan.FromMilliseconds(2), TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds)));
    }

    protected abstract TimeSpan Wait(TimeSpan now);
}

/// <summary>So many in any second.</summary>
internal sealed class SlidingServer(double rate) : LimitedServer(rate)
{
    private readonly Queue<TimeSpan> _passed = new();

    protected override TimeSpan Wait(TimeSpan now)
    {
        var window = TimeSpan.FromSeconds(1);
        while (_passed.TryPeek(out var oldest) && now - oldest >= window)
        {
            _passed.Dequeue();
        }

        if (_passed.Count >= Math.Floor(Rate))
        {
            return _passed.TryPeek(out var next) ? next + window - now : window;
        }

        _passed.Enqueue(now);
        return TimeSpan.Zero;
    }
}

/// <summary>So many in each second of the clock.</summary>
internal sealed class FixedServer(double rate) : LimitedServer(rate)
{
    private long _second;
    private int _count;

    protected override TimeSpan Wait(TimeSpan now)
    {
        var second = (long)now.TotalSeconds;
        if (second != _second)
        {
            (_second, _count) = (second, 0);
        }

        return ++_count <= Rate ? TimeSpan.Zero : TimeSpan.FromSeconds(second + 1) - now;
    }
}

/// <summary>A bucket of a second's tokens.</summary>
internal sealed class BucketServer(double rate) : LimitedServer(rate)
{
    private double _tokens = rate;
    private TimeSpan _seen;

    protected override TimeSpan Wait(TimeSpan now)
    {
        _tokens = Math.Min(Math.Max(1, Rate), _tokens + ((now - _seen).TotalSeconds * Rate));
        _seen = now;
        if (_tokens < 1)
        {
            return TimeSpan.FromSeconds((1 - _tokens) / Rate);
        }

        _tokens--;
        return TimeSpan.Zero;
    }
}

/// <summary>Refuses nothing; so many at a time are worked on, the others queue.</summary>
internal sealed class QueueingServer(int places) : SimulatedServer
{
    private readonly TimeSpan[] _free = new TimeSpan[places];

    public TimeSpan Work { get; set; } = TimeSpan.FromMilliseconds(50);

    public override ServerAnswer Take(TimeSpan now)
    {
        var place = Array.IndexOf(_free, _free.Min());
        _free[place] = (_free[place] > now ? _free[place] : now) + Work;
        return new ServerAnswer(_free[place] - now, null);
    }
}

/// <summary>So many at a time, a second each; one more is refused.</summary>
internal sealed class PlacesServer(int places) : SimulatedServer
{
    private readonly List<TimeSpan> _ends = [];

    public override ServerAnswer Take(TimeSpan now)
    {
        _ends.RemoveAll(end => end <= now);
        if (_ends.Count >= places)
        {
            return new ServerAnswer(TimeSpan.FromMilliseconds(5), TimeSpan.Zero);
        }

        _ends.Add(now + TimeSpan.FromSeconds(1));
        return new ServerAnswer(TimeSpan.FromSeconds(1), null);
    }
}

/// <summary>A limit in any second, and answers of which one in five takes up to ten times as long.</summary>
internal sealed class NoisyServer(double rate) : SimulatedServer
{
    private readonly SlidingServer _inner = new(rate);
    private readonly Random _chance = new(5);

    public override ServerAnswer Take(TimeSpan now)
    {
        var answer = _inner.Take(now);
        return answer.RetryAfter is null && _chance.Next(5) == 0 ? answer with { Latency = answer.Latency * (1 + (9 * _chance.NextDouble())) } : answer;
    }
}
