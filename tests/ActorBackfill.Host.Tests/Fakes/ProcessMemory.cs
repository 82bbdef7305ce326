namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>What the system says of another process's memory.</summary>
internal static class ProcessMemory
{
    /// <summary>Gets the bytes of it that are in memory; 0 when it has ended.</summary>
    public static long Resident(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) << 10;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
