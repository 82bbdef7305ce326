namespace ActorBackfill.Replay.Greyhounds;

/// <summary>A track and the distances, in metres, that are run there.</summary>
internal sealed record Track(string Name, params int[] Distances)
{
    /// <summary>The tracks of each state, in the order in which states are listed.</summary>
    public static readonly IReadOnlyList<(string State, Track[] Tracks)> ByState =
    [
        ("VIC",
        [
            new("The Meadows", 525, 600, 725), new("Sandown Park", 515, 595, 715), new("Ballarat", 390, 450, 545),
            new("Bendigo", 425, 500, 660), new("Geelong", 400, 460, 520), new("Sale", 435, 520, 650),
            new("Shepparton", 385, 450, 650), new("Warragul", 400, 460, 680), new("Warrnambool", 390, 450, 680),
            new("Horsham", 410, 480, 570), new("Healesville", 300, 350), new("Traralgon", 350, 395, 500),
        ]),
        ("NSW",
        [
            new("Wentworth Park", 520, 720), new("Dapto", 297, 520, 600), new("Gosford", 400, 515, 600),
            new("Richmond", 330, 400, 535), new("Maitland", 400, 450, 565), new("The Gardens", 400, 515, 600),
            new("Goulburn", 350, 440, 457), new("Grafton", 305, 407, 480), new("Bathurst", 307, 450, 520),
            new("Dubbo", 318, 400, 516), new("Nowra", 365, 520), new("Casino", 300, 411, 484),
        ]),
        ("QLD",
        [
            new("Ipswich", 431, 520, 630), new("Capalaba", 366, 400), new("Townsville", 380, 498),
            new("Rockhampton", 407, 510), new("Bundaberg", 460, 550), new("Albion Park", 331, 395, 520),
        ]),
        ("SA",
        [
            new("Angle Park", 342, 530, 595), new("Gawler", 400, 531), new("Mount Gambier", 400, 512), new("Murray Bridge", 350, 455, 530),
        ]),
        ("WA", [new("Cannington", 275, 380, 520), new("Mandurah", 302, 405, 490), new("Northam", 297, 509, 588)]),
        ("TAS", [new("Hobart", 340, 461, 599), new("Launceston", 278, 515, 600), new("Devonport", 452, 580)]),
        ("NZ",
        [
            new("Addington", 295, 520, 645), new("Cambridge", 375, 457), new("Hatrick", 305, 520), new("Manawatu", 375, 410),
            new("Ascot Park", 390, 457),
        ]),
    ];
}
