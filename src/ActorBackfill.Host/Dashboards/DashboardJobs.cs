using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorBackfill.Hocon;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Dashboards;

/// <summary>
/// The jobs that were named, or those with a directory in the state directory. A job whose file became wrong is still there: whoever loads it is told
/// what is wrong.
/// </summary>
/// <param name="state">The state directory, absolute.</param>
/// <param name="named">The jobs that were named; empty means all of the state directory.</param>
/// <param name="others">What is laid over jobs that were not named; its job is put in.</param>
/// <param name="talk">Whose directory and clock.</param>
internal sealed class DashboardJobs(string state, ImmutableArray<JobChoice> named, JobChoice others, Talk talk) : IFindJobs
{
    private const string NoFile = "Its job file is not in HOCON/jobs: name the file with the command, 'backfill dashboard FILE'.";

    // A page asks for its job on each request: files that have not changed are not read again to see whose they are.
    private readonly ConcurrentDictionary<string, (DateTime At, string Name)> _names = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Talk Talk => talk;

    /// <summary>Gets the jobs, in the order of their names.</summary>
    public IReadOnlyList<KnownJob> List()
    {
        var choices = Choices();
        IEnumerable<string> names = named.IsEmpty ? Directories() : choices.Keys;
        return [.. names.Order(StringComparer.Ordinal).Select(name => new KnownJob(name, choices.ContainsKey(name) ? null : NoFile))];
    }

    /// <inheritdoc/>
    public LoadedJob? Load(string name) => ChoiceOf(name) is { } choice ? LoadedJob.Load(choice, talk) : null;

    /// <inheritdoc/>
    public JobChoice? ChoiceOf(string name) => Choices().TryGetValue(name, out var choice) && (!named.IsEmpty || Directories().Contains(name, StringComparer.Ordinal)) ? choice : null;

    private Dictionary<string, JobChoice> Choices()
    {
        IEnumerable<JobChoice> candidates = named.IsEmpty
            ? JobFinder.Names(JobFolders.Default()).Where(name => !JobNames.IsVerb(name)).Select(name => others with { Job = name })
            : named;
        var choices = new Dictionary<string, JobChoice>(StringComparer.Ordinal);
        var wrong = new List<JobChoice>();
        foreach (var choice in candidates)
        {
            if (NameOf(choice) is { } name)
            {
                choices.TryAdd(name, choice);
            }
            else
            {
                wrong.Add(choice);
            }
        }

        // Whose they are cannot be read in them now. Those that are right come first.
        foreach (var choice in wrong)
        {
            choices.TryAdd(_names.TryGetValue(choice.Job, out var known) ? known.Name : Path.GetFileNameWithoutExtension(choice.Job), choice);
        }

        return choices;
    }

    // Null when it cannot be read.
    private string? NameOf(JobChoice choice)
    {
        try
        {
            var file = JobFinder.Find(choice.Job, JobFolders.Default());
            var at = File.GetLastWriteTimeUtc(file);
            if (_names.TryGetValue(choice.Job, out var known) && known.At == at)
            {
                return known.Name;
            }

            var name = Path.GetFileName(LoadedJob.Load(choice, talk).Paths.Directory);
            _names[choice.Job] = (at, name);
            return name;
        }
        catch (Exception e) when (e is HoconException or CommandException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A directory with a journal is a job's; others are kept beside them, such as what serve has.
    private IEnumerable<string> Directories() => Directory.Exists(state)
        ? Directory.EnumerateDirectories(state).Where(job => File.Exists(new JobPaths(job).Journal)).Select(job => Path.GetFileName(job))
        : [];
}
