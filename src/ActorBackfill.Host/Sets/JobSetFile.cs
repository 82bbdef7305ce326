using System.Collections.Immutable;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Sets;

/// <summary>Reads a set of jobs from its own file: a path, or the name of one in <c>HOCON/sets</c> beside <c>HOCON/jobs</c>.</summary>
internal static class JobSetFile
{
    /// <summary>Finds the file; null when the text means a job.</summary>
    /// <param name="text">As typed.</param>
    public static string? Find(string text) => NamedFile.Find(text, "set", jobsFirst: true);

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HoconException">It is wrong; all errors at once, each with its place.</exception>
    public static JobSet Load(string path) =>
        Read(HoconParser.ParseFile(path, new HoconParseOptions { Environment = Environment.GetEnvironmentVariable }), Path.GetDirectoryName(Path.GetFullPath(path))!);

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
