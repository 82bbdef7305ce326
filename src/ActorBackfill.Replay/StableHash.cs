namespace ActorBackfill.Replay;

/// <summary>
/// The one source of chance here: FNV-1a over UTF-8 text and SplitMix64 over the result. Both are fixed for ever, so
/// that faults and generated results are the same on every machine and under every later version.
/// </summary>
internal static class StableHash
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    public static ulong Of(string text)
    {
        unchecked
        {
            var hash = FnvOffset;
            foreach (var unit in System.Text.Encoding.UTF8.GetBytes(text))
            {
                hash = (hash ^ unit) * FnvPrime;
            }

            return Mix(hash);
        }
    }

    public static ulong Of(ulong seed, string text) => Mix(seed ^ Of(text));

    public static ulong Of(ulong seed, string text, long number) => Mix(unchecked(Of(seed, text) + (ulong)number));

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public static double Fraction(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    /// <summary>One step of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value += GoldenGamma;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
