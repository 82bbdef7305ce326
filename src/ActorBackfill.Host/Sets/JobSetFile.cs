using System.Collections.Immutable;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Sets;

/// <summary>Reads a set of jobs.</summary>
internal static class JobSetFile
{
    /// <summary>Reads a file; null when it is not one of a set, or cannot be read as HOCON: then it is a job's, right or wrong.</summary>
    /// <param name="path">As typed.</param>
    /// <exception cref="HoconException">It is one of a set, and wrong; carries every error with its place.</exception>
    public static JobSet? TryRead(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        HoconObject root;
        try
        {
            root = HoconParser.ParseFile(path, new HoconParseOptions { Environment = Environment.GetEnvironmentVariable });
        }
        catch (HoconException)
        {
            return null;
        }

        return root.TryGet("set") is null ? null : Read(root, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static JobSet Read(HoconObject root, string folder)
    {
        var errors = new HoconErrors();
        var reader = new HoconObjectReader(root, "", errors);
        var set = new JobSet
        {
            Name = reader.Text("set"),
            Jobs = Jobs(reader, folder),
            Pace = reader.OptionalRate("pace"),
            Logs = reader.OptionalText("logs"),
        };
        if (set.Pace is <= 0)
        {
            reader.Error("pace", "must be above 0");
        }

        reader.Finish();
        errors.ThrowIfAny();
        return set;
    }

    private static ImmutableArray<(string Name, string Job)> Jobs(HoconObjectReader reader, string folder)
    {
        var jobs = ImmutableArray.CreateBuilder<(string, string)>();
        var block = reader.Object("jobs");
        foreach (var member in block.Members())
        {
            var job = block.Text(member.Key);
            var beside = Path.Combine(folder, job);
            try
            {
                jobs.Add((member.Key, File.Exists(beside) ? beside : JobFinder.Find(job, JobFolders.Default())));
            }
            catch (HoconException e)
            {
                block.Error(member.Key, e.Errors[0].Message);
            }
        }

        if (block.Members().Count == 0 && reader.Has("jobs"))
        {
            reader.Error("jobs", "must name at least one job");
        }

        return jobs.ToImmutable();
    }
}
