namespace ActorBackfill.Simulation.Tests.Kernel;

/// <summary>A hash over everything that happened, in order: two runs of one seed are the same exactly if it is. Optionally also the text.</summary>
internal sealed class Trace(bool keepsText)
{
    private readonly List<string>? _lines = keepsText ? [] : null;

    public ulong Hash { get; private set; } = 14695981039346656037;

    public long Steps { get; private set; }

    public IReadOnlyList<string> Lines => _lines ?? [];

    public void Step(long number, int waiting)
    {
        Steps++;
        Mix(unchecked((ulong)((number * 1_000_003) + waiting)));
    }

    /// <summary>Notes what changed something durable, or is to be read when a seed fails.</summary>
    public void Note(string what)
    {
        foreach (var c in what)
        {
            Mix(c);
        }

        _lines?.Add($"{Steps,6}  {what}");
    }

    /// <summary>Tells what is only read, and costs nothing when nobody reads.</summary>
    public void Tell(Func<string> what) => _lines?.Add($"{Steps,6}  {what()}");

    private void Mix(ulong value) => Hash = unchecked((Hash ^ value) * 1099511628211);
}
