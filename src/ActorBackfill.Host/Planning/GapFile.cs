using System.Collections.Immutable;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Planning;

/// <summary>Reads the file of <c>--from-gaps</c>.</summary>
internal static class GapFile
{
    /// <summary>Gets the keys of its units.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="typed">As it was typed, for messages.</param>
    /// <exception cref="CommandException">It cannot be read, or lists nothing: exit 2.</exception>
    public static ImmutableArray<string> Read(string path, string typed)
    {
        try
        {
            var keys = GapPlan.Read(File.ReadAllBytes(path));
            return keys.IsEmpty ? throw Wrong(typed, "lists no unit: nothing is missing", null) : keys;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw Wrong(typed, e.Message, e);
        }
    }

    private static CommandException Wrong(string typed, string why, Exception? inner) =>
        new(ExitCode.Usage, "gap-plan", $"--from-gaps {typed}: {why}", "'backfill gate JOB' writes such a file.", inner);
}
