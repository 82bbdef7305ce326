using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Configuring;

/// <summary>The defaults that hold for a job: those of <c>reference.conf</c> whose keys mean something for it and are not written.</summary>
/// <param name="file">The job file.</param>
internal sealed class SettingDefaults(JobFile file)
{
    /// <summary>The name of the reference in positions.</summary>
    public const string Source = "reference.conf";

    // Without them there is no such breaker and nothing is required: their keys have no effect.
    private static readonly ImmutableArray<string> Optional = ["breaker.entity", "requires"];

    /// <summary>Gets them, in the order of the reference.</summary>
    public IEnumerable<SettingLeaf> All() => Of(HoconParser.Parse(ReferenceFile.Read(), Source), "", [], file.Written, isAsked: false);

    private IEnumerable<SettingLeaf> Of(HoconObject reference, string path, ImmutableArray<string> keys, HoconObject? written, bool isAsked) =>
        reference.Members.SelectMany(m => IsPlaceholder(m.Key)
            ? OfChosen((HoconObject)m.Value, path, keys, written, isAsked)
            : OfKey(m, SettingLeaf.Join(path, m.Key), keys.Add(m.Key), written?.TryGet(m.Key), isAsked));

    // NAME, TABLE, COLUMN stand for names that the user chose.
    private IEnumerable<SettingLeaf> OfChosen(HoconObject block, string path, ImmutableArray<string> keys, HoconObject? written, bool isAsked) =>
        (written?.Members ?? []).Where(chosen => chosen.Value is HoconObject)
            .SelectMany(chosen => Of(block, SettingLeaf.Join(path, chosen.Key), keys.Add(chosen.Key), (HoconObject)chosen.Value, isAsked));

    private IEnumerable<SettingLeaf> OfKey(HoconMember reference, string path, ImmutableArray<string> keys, HoconValue? written, bool isAsked)
    {
        var isAbsent = written is null or HoconScalar { IsNull: true };
        return reference.Value switch
        {
            HoconScalar { IsNull: true } => [],
            HoconObject block when written is HoconObject theirs => Of(block, path, keys, theirs, isAsked),
            HoconObject block when isAbsent && IsMeant(path, isAsked) => Of(block, path, keys, null, isAsked: true),
            HoconScalar or HoconArray when isAbsent && IsMeant(path, isAsked) => [new SettingLeaf(path, keys, reference.Value)],
            _ => [],
        };
    }

    private bool IsMeant(string path, bool isAsked) =>
        (isAsked || file.Asked.Contains(path)) && !Optional.Contains(path) && (path != "sink.pool" || file.Job.Sink is PostgresSinkDefinition);

    private static bool IsPlaceholder(string key) => key.All(char.IsAsciiLetterUpper);
}
