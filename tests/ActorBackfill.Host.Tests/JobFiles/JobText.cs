using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Systems;

namespace ActorBackfill.Host.Tests.JobFiles;

/// <summary>A job file in a folder of its own, loaded with whatever a test lays over it.</summary>
internal sealed class JobText : IDisposable
{
    public static readonly DateOnly Today = new(2026, 1, 15);

    /// <summary>The shortest right job: what a test does not change.</summary>
    public const string Smallest = """
        job = small
        plan { date { range = [2025-09-01, 2025-09-03] } }
        source { type = http, base = "http://127.0.0.1:1", path = "/d/{date}" }
        sink { type = sqlite, path = "small.db", tables { days { key = [id], columns { id = id, value = "value as real" } } } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("job-file-");

    private JobText(string text)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "a.conf");
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    /// <summary>Loads the smallest job with further lines and settings.</summary>
    public static JobDefinition Load(string lines = "", Func<JobFileRequest, JobFileRequest>? with = null) => LoadFile(Smallest + "\n" + lines, with).Job;

    /// <summary>Loads a whole text.</summary>
    public static JobFile LoadFile(string text, Func<JobFileRequest, JobFileRequest>? with = null)
    {
        using var file = new JobText(text);
        return JobFile.Load((with ?? (r => r))(Request(file.Path)));
    }

    /// <summary>Gets the errors of the smallest job with further lines and settings, without the file's folder.</summary>
    public static ImmutableArray<string> Errors(string lines, Func<JobFileRequest, JobFileRequest>? with = null) => ErrorsOf(Smallest + "\n" + lines, with);

    /// <summary>Gets the errors of a whole text, without the file's folder.</summary>
    public static ImmutableArray<string> ErrorsOf(string text, Func<JobFileRequest, JobFileRequest>? with = null)
    {
        using var file = new JobText(text);
        var error = Assert.Throws<HoconException>(() => JobFile.Load((with ?? (r => r))(Request(file.Path))));
        return [.. error.Errors.Select(e => e.ToString().Replace(file._folder.FullName + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];
    }

    /// <summary>Gets the one error of the smallest job with further lines and settings.</summary>
    public static string Error(string lines, Func<JobFileRequest, JobFileRequest>? with = null) => Assert.Single(Errors(lines, with));

    public static JobFileRequest Request(string job) => new()
    {
        Job = job,
        Processors = SystemsRegistry.Register(new ProcessorRegistry()),
        Today = Today,
    };

    public void Dispose() => _folder.Delete(recursive: true);
}
