namespace ActorBackfill.Replay.Greyhounds;

/// <summary>A greyhound of one state and year.</summary>
/// <param name="Id">Its id, the same in every meeting.</param>
/// <param name="Name">Its name; no two of a year share one.</param>
/// <param name="Trainer">Who trains it.</param>
/// <param name="WeightTenths">Its weight in tenths of a kilogram.</param>
/// <param name="Slowness">How much slower than the best it usually is, in hundredths of a second.</param>
internal sealed record Greyhound(string Id, string Name, string Trainer, int WeightTenths, int Slowness);

/// <summary>The greyhounds of one state and year.</summary>
internal sealed class Kennel
{
    /// <summary>Enough for two meetings of ten races without a greyhound running twice at one.</summary>
    public const int Size = 160;

    /// <summary>Shares no factor with the number of names, so that neighbours differ in both words.</summary>
    private const int Scatter = 1_103;

    private static readonly string[] Firsts =
    [
        "Aston", "Black", "Blazing", "Bold", "Brother", "Canya", "Copper", "Crimson", "Dyna", "Elite", "Fancy", "Fernando",
        "Flying", "Gentle", "Ginger", "Golden", "Hard", "Hooked", "Iron", "Jet", "Kayda", "Lektra", "Little", "Lucky",
        "Mepunga", "Midnight", "Mister", "Nangar", "Orchestral", "Paua", "Quick", "Raging", "Restless", "River", "Rural", "Silver",
        "Slick", "Spring", "Sunday", "Tiggerlong", "Titan", "Transcend", "Typhoon", "Velvet", "Weblec", "Wild", "Zambora", "Zipping",
    ];

    private static readonly string[] Seconds =
    [
        "Ace", "Amos", "Bale", "Bandit", "Boy", "Brockie", "Chief", "Comet", "Dancer", "Dream", "Echo", "Express", "Fever", "Flame",
        "Ghost", "Girl", "Hero", "Image", "Jack", "Jewel", "King", "Lad", "Lass", "Legend", "Magic", "Maverick", "Monelli", "Nitro",
        "Orson", "Pearl", "Prince", "Rocket", "Rumble", "Shadow", "Sizzle", "Storm", "Swift", "Tiger", "Whisper", "Zulu",
    ];

    private static readonly string[] Initials = ["A", "B", "C", "D", "G", "J", "K", "L", "M", "P", "R", "S", "T", "W"];

    private static readonly string[] Families =
    [
        "Bartolo", "Britton", "Clayton", "Dailly", "Dent", "Formosa", "Gibbons", "Hancock", "Hurst", "Irwin", "Johnstone", "Kavanagh",
        "Langton", "McKenna", "Moore", "Noonan", "O'Brien", "Pringle", "Quigley", "Rasmussen", "Sultana", "Thompson", "Ulrich", "Watt",
    ];

    private readonly Greyhound[] _greyhounds = new Greyhound[Size];

    public Kennel(ulong seed, int state, int year)
    {
        var name = Track.ByState[state].State;
        var start = (int)(StableHash.Of(seed, "names", year) % (ulong)(Firsts.Length * Seconds.Length));
        for (var i = 0; i < Size; i++)
        {
            var chance = new Chance(StableHash.Of(seed, $"greyhound/{name}/{year}", i));
            var called = (start + (((state * Size) + i) * Scatter)) % (Firsts.Length * Seconds.Length);
            _greyhounds[i] = new Greyhound(
                $"{name}{year:0000}-{i + 1:000}",
                $"{Firsts[called % Firsts.Length]} {Seconds[called / Firsts.Length]}",
                $"{chance.Of(Initials)} {chance.Of(Families)}",
                chance.Between(255, 365),
                chance.Between(0, 60));
        }
    }

    public Greyhound this[int index] => _greyhounds[index];
}
