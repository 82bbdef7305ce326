using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ActorBackfill.Hocon;
using ActorBackfill.Replay.Files;
using ActorBackfill.Replay.Tables;

namespace ActorBackfill.Replay.Definitions;

/// <summary>Reads the root of a definition; all errors come together.</summary>
internal sealed partial class ReplayDefinitionReader
{
    private readonly HoconErrors _errors = new();
    private readonly HoconObjectReader _root;

    private readonly string _folder;

    private ReplayDefinitionReader(HoconObject root, string folder) => (_root, _folder) = (new HoconObjectReader(root, "", _errors), folder);

    /// <summary>Reads a definition.</summary>
    /// <exception cref="HoconException">Something is wrong with it.</exception>
    public static ReplayDefinition Read(HoconObject root, string folder)
    {
        var reader = new ReplayDefinitionReader(root, folder);
        var definition = reader.ReadRoot();
        reader._root.Finish();
        reader._errors.ThrowIfAny();
        return definition;
    }

    private ReplayDefinition ReadRoot()
    {
        var hasAll = CheckNeeds();
        var perPage = PerPage(_root, ReplayDefinition.DefaultPerPage);
        return new ReplayDefinition
        {
            Gzip = _root.Boolean("gzip", false),
            FaultSeed = Seed(_root, "fault-seed"),
            Resources = ReadResources(perPage, hasAll),
        };
    }

    /// <summary>The settings that the definition's user must give; each is a key of the root, and says what it is for.</summary>
    private bool CheckNeeds()
    {
        var hasAll = true;
        foreach (var need in _root.OptionalObject("needs")?.Members() ?? [])
        {
            if (_root.OptionalText(need.Key) is null)
            {
                hasAll = false;
                _errors.Add(need.KeyPosition, need.Key, $"is not set: give --set {need.Key}=... ({(need.Value as HoconScalar)?.Text})");
            }
        }

        return hasAll;
    }

    private ImmutableArray<ResourceDefinition> ReadResources(int perPage, bool hasAll)
    {
        var named = _root.NamedObjects("resources");
        if (named.Count == 0)
        {
            _root.Error("resources", "must name at least one resource");
        }

        var resources = ImmutableArray.CreateBuilder<ResourceDefinition>();
        foreach (var (name, reader) in named)
        {
            if (!ServedPath().IsMatch(name))
            {
                _errors.Add(reader.Position, reader.Path, "a path must be letters, digits, . _ ~ - and single slashes");
            }

            resources.Add(reader.Has("generator") ? GreyhoundReader.Read(name, reader) : FilesReader.Read(name, reader, _folder, perPage, hasAll));
        }

        CheckLookups(named, resources);
        return resources.ToImmutable();
    }

    /// <summary>What columns are looked up in must be there, be rows, and not look back.</summary>
    private void CheckLookups(IReadOnlyList<(string Name, HoconObjectReader Reader)> named, ImmutableArray<ResourceDefinition>.Builder resources)
    {
        for (var i = 0; i < resources.Count; i++)
        {
            foreach (var lookup in resources[i] is FilesResource { Columns: var columns } ? columns.OfType<LookupColumn>() : [])
            {
                if (!resources.Take(i).Any(earlier => earlier is FilesResource { Format: not FileFormat.Document } && earlier.Path == lookup.From))
                {
                    _errors.Add(named[i].Reader.Position, $"{named[i].Reader.Path}.columns.{lookup.Name}.from", $"{lookup.From}: must be rows of files, and stand before this resource");
                }
            }
        }
    }

    internal static int PerPage(HoconObjectReader reader, int fallback)
    {
        var perPage = reader.Integer("per-page", fallback);
        if (perPage is >= 1 and <= TableQuery.LargestPage)
        {
            return perPage;
        }

        reader.Error("per-page", $"{perPage}: must be 1 to {TableQuery.LargestPage}");
        return ReplayDefinition.DefaultPerPage;
    }

    internal static long Seed(HoconObjectReader reader, string key)
    {
        var seed = reader.LongInteger(key, 1);
        if (seed < 0)
        {
            reader.Error(key, $"{seed}: must be 0 or more");
            return 0;
        }

        return seed;
    }

    [GeneratedRegex("^[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*$")]
    private static partial Regex ServedPath();
}
