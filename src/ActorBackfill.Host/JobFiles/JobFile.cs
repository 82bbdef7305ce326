using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>A job file that was read and found right.</summary>
/// <param name="Path">The file, as it was given or found.</param>
/// <param name="Job">What it says. Paths of files in it are relative to the current folder, not to the job file.</param>
/// <param name="AkkaConfig">The resolved text of its <c>akka</c> block, <c>akka { ... }</c>; null when it has none.</param>
public sealed record JobFile(string Path, JobDefinition Job, string? AkkaConfig)
{
    /// <summary>Gets what is written, after includes, settings laid over it and substitutions.</summary>
    public HoconObject Written { get; init; } = HoconObject.Empty;

    /// <summary>Gets the paths of all keys that mean something for this job, those that are not written among them.</summary>
    public IReadOnlySet<string> Asked { get; init; } = System.Collections.Frozen.FrozenSet<string>.Empty;

    /// <summary>Reads a job file. Nothing is written anywhere, and neither source nor sink is touched.</summary>
    /// <param name="request">Which file, and what is laid over it.</param>
    /// <exception cref="HoconException">
    /// The file cannot be read or is wrong; carries all errors at once in the order of the file, each
    /// <c>file:line:column: path: message</c>, those of flags first. Exit 2.
    /// </exception>
    public static JobFile Load(JobFileRequest request)
    {
        var path = JobFinder.Find(request.Job, request.Folders);
        var errors = new HoconErrors();
        var context = new JobFileContext(request, errors);
        var root = Parse(path, request, errors);
        var reader = new JobFileReader(context);
        var job = root is null ? null : reader.Read(root);
        if (job is null)
        {
            throw new HoconException(errors.OrderBy(e => e.Position.Line > 0).ThenBy(e => e.Position.Source, StringComparer.Ordinal)
                .ThenBy(e => e.Position.Line).ThenBy(e => e.Position.Column));
        }

        return new JobFile(path, job, JobFileReader.AkkaText(root!)) { Written = root!, Asked = reader.Asked };
    }

    private static HoconObject? Parse(string path, JobFileRequest request, HoconErrors errors)
    {
        try
        {
            return HoconParser.ParseFile(path, new HoconParseOptions
            {
                NamedOverlays = request.Settings,
                Overlays = request.Overlays,
                Environment = Environment.GetEnvironmentVariable,
            });
        }
        catch (HoconException e)
        {
            errors.AddRange(e.Errors);
            return null;
        }
    }
}
