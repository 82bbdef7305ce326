namespace ActorBackfill.Connectors.Bodies.Compression;

/// <summary>The checksum of zlib (RFC 1950).</summary>
internal static class Adler32
{
    private const uint Modulus = 65521;

    // The most bytes whose sums fit 32 bits before they are reduced.
    private const int Run = 5552;

    /// <summary>Gets the checksum.</summary>
    /// <param name="bytes">Of what.</param>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint a = 1, b = 0;
        while (!bytes.IsEmpty)
        {
            var run = bytes[..Math.Min(Run, bytes.Length)];
            foreach (var value in run)
            {
                a += value;
                b += a;
            }

            (a, b) = (a % Modulus, b % Modulus);
            bytes = bytes[run.Length..];
        }

        return (b << 16) | a;
    }
}
