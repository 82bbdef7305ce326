using System.Collections.Immutable;
using ActorBackfill.Hocon;
using ActorBackfill.Host.Gates;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Chains;

/// <summary>Reads a chain from its own file: a path, or the name of one in <c>HOCON/chains</c> beside <c>HOCON/jobs</c>.</summary>
internal static class ChainFile
{
    private const int MostJobs = 100;

    /// <summary>Finds the file; null when the text means a job.</summary>
    /// <param name="text">As typed.</param>
    public static string? Find(string text) => NamedFile.Find(text, "chain", jobsFirst: true);

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overlays">The <c>key=value</c> texts laid over it.</param>
    /// <exception cref="HoconException">It is wrong; all errors at once, each with its place.</exception>
    public static ChainDefinition Load(string path, ImmutableArray<string> overlays)
    {
        var errors = new HoconErrors();
        var root = HoconParser.ParseFile(path, new HoconParseOptions { Overlays = overlays, Environment = Environment.GetEnvironmentVariable });
        var chain = Read(new HoconObjectReader(root, "", errors), errors);
        return errors.Count == 0 ? chain : throw new HoconException(errors);
    }

    private static ChainDefinition Read(HoconObjectReader file, HoconErrors errors)
    {
        var name = file.Text("chain");
        if (file.Has("chain") && JobNames.JobProblem(name) is { } problem)
        {
            file.Error("chain", $"'{name}': {problem}");
        }

        var gate = Gate(file, 1);

        // Values that several jobs share, for substitutions alone.
        _ = file.TextMap("values");
        var readers = file.ObjectList("jobs");
        if (file.Has("jobs") && readers.Count is 0 or > MostJobs)
        {
            file.Error("jobs", readers.Count == 0 ? "has none" : $"{readers.Count} jobs: at most {MostJobs}");
        }

        var jobs = ImmutableArray.CreateBuilder<ChainJob>(readers.Count);
        foreach (var reader in readers)
        {
            jobs.Add(ReadOne(reader, [.. jobs.Select(j => j.Job)], gate, errors));
        }

        file.Finish();
        return new ChainDefinition(name, jobs.ToImmutable());
    }

    private static ChainJob ReadOne(HoconObjectReader reader, List<string> before, double gate, HoconErrors errors)
    {
        var job = reader.Text("job");
        if (before.Contains(job, StringComparer.Ordinal))
        {
            reader.Error("job", $"'{job}': stands in the chain already");
        }

        var after = reader.DistinctTexts("after", errors) ?? [];
        foreach (var name in after.Where(n => !before.Contains(n, StringComparer.Ordinal)))
        {
            reader.Error("after", $"'{name}': no job before this one is called so{HoconSuggestion.Hint(name, before)}");
        }

        return new ChainJob(job, after, Gate(reader, gate), [.. reader.TextMap("set").Select(s => $"{s.Key}={s.Value}")]);
    }

    private static double Gate(HoconObjectReader reader, double fallback)
    {
        if (reader.OptionalText("gate") is not { } text)
        {
            return fallback;
        }

        if (GateFile.Percent(text) is { } percent)
        {
            return (double)percent / 100;
        }

        reader.Error("gate", $"'{text}': must be a share from 0 % to 100 %, such as 95%");
        return fallback;
    }
}
