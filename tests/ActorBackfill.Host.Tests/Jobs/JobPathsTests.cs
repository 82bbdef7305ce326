using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Tests.Jobs;

public sealed class JobPathsTests
{
    [Fact]
    public void A_job_is_kept_under_its_name() =>
        Assert.Equal("/here/.backfill/results/journal.db", JobPaths.Of(".backfill", Job(), "/here").Journal);

    [Fact]
    public void Another_identity_is_another_directory()
    {
        var one = JobPaths.Of("s", Job(("tenant", "a")), "/here").Directory;
        var other = JobPaths.Of("s", Job(("tenant", "b")), "/here").Directory;

        Assert.Matches("^/here/s/results~[0-9a-f]{8}$", one);
        Assert.NotEqual(one, other);
        Assert.Equal(one, JobPaths.Of("s", Job(("tenant", "a")), "/here").Directory);
    }

    [Fact]
    public void Directories_are_for_their_owner_alone()
    {
        var directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        JobPaths.CreatePrivate(directory);

        Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(directory) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Directory.Delete(directory);
    }

    private static JobDefinition Job(params (string Key, string Value)[] identity) => new()
    {
        Name = "results",
        Identity = identity.ToImmutableSortedDictionary(i => i.Key, i => i.Value),
        Dimensions = [],
        Source = new FilesSourceDefinition("x", BodyFormat.Json, ImmutableSortedDictionary<string, string>.Empty, false, null, new CapsDefinition()),
        Sink = new SqliteSinkDefinition("x.db", []),
    };
}
