using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.Configuring;

/// <summary>
/// Decides what of a setting may be shown: by its place in the job file, by names, and by value: what was hidden in one place, or stands in a file
/// of secrets, is hidden everywhere. All leaves are looked at before any is shown.
/// </summary>
internal sealed partial class SettingMask
{
    private const long MostBytes = 64 << 10;

    private readonly Secrets _secrets = new();
    private readonly AddressMask _addresses;
    private readonly CommandMask _commands;
    private readonly Dictionary<string, ImmutableArray<string>> _shown = new(StringComparer.Ordinal);

    /// <summary>Looks at all settings of a job.</summary>
    /// <param name="leaves">Its settings.</param>
    /// <param name="directory">Where relative paths start.</param>
    public SettingMask(IReadOnlyList<SettingLeaf> leaves, string directory)
    {
        _addresses = new AddressMask(Remember);
        _commands = new CommandMask(_addresses, Remember);
        foreach (var leaf in leaves)
        {
            _shown[leaf.Path] = Structural(leaf);
            if (leaf.Keys[^1] == "secret-file" || (leaf.Keys[^1] == "file" && HeaderOf(leaf) is not null))
            {
                RememberFile(Path.GetFullPath(leaf.Scalars[0].Text, directory));
            }
        }
    }

    /// <summary>Gets the single values of a leaf as they may be shown.</summary>
    /// <param name="leaf">One of those that were looked at.</param>
    public ImmutableArray<string> Of(SettingLeaf leaf) => [.. _shown[leaf.Path].Select(_secrets.Hide)];

    /// <summary>Gets a text of a flag as it may be shown.</summary>
    /// <param name="text">An address, a path or another text.</param>
    public string OfFlag(string text) => _secrets.Hide(Address(text));

    private ImmutableArray<string> Structural(SettingLeaf leaf)
    {
        if (leaf.Keys is ["hooks", _, "command"])
        {
            return _commands.Of(leaf.Scalars);
        }

        return [.. leaf.Scalars.Select(value => One(leaf, value))];
    }

    private string One(SettingLeaf leaf, HoconScalar value)
    {
        var (keys, text) = (leaf.Keys, value.Text);
        if (value.Variable is { } variable && (SecretNames.IsSecret(variable) || IsFree(keys)))
        {
            return Hide(text);
        }

        return HeaderOf(leaf) is { } header ? Header(header, keys[^1], text)
            : ParameterOf(leaf) is { } parameter ? Parameter(parameter, value)
            : keys[^1] == "password" || (IsFree(keys) && keys.Any(SecretNames.IsSecret)) ? Hide(text)
            : keys is ["hooks", _, "webhook"] ? _addresses.OriginOf(text)
            : keys[^1] is "query" or "queries" || keys is [.., "queries", _] ? text
            : Address(text);
    }

    private string Address(string text) =>
        PostgresAddress.IsOne(text) && !text.Contains("://", StringComparison.Ordinal) ? _addresses.Connection(text) : _addresses.Of(text);

    private string Header(string name, string key, string text)
    {
        if (SecretNames.IsHarmlessHeader(name) || (key == "file" && key != name) || (key == "prefix" && key != name && Scheme().IsMatch(text)))
        {
            return text;
        }

        // "Bearer" is no secret; what follows it is.
        Remember(Scheme().Replace(text, ""));
        return AddressMask.Hidden;
    }

    private string Parameter(string name, HoconScalar value) =>
        AddressMask.IsTemplate(value.Text) || (!SecretNames.IsSecret(name) && value.Variable is null && (Plain().IsMatch(value.Text) || value.Kind is HoconScalarKind.Boolean))
            ? value.Text
            : Hide(value.Text);

    private string Hide(string text)
    {
        Remember(text);
        return AddressMask.Hidden;
    }

    private void Remember(string secret)
    {
        if (!AddressMask.IsTemplate(secret))
        {
            _secrets.Add(secret);
        }
    }

    // A file that cannot be read is the run's concern: there is nothing of it to hide.
    private void RememberFile(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > 0 and <= MostBytes })
            {
                Remember(File.ReadAllText(path).Trim());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    // Blocks whose keys are the user's own: what they mean is known by their names alone.
    private static bool IsFree(ImmutableArray<string> keys) => keys is ["akka", ..] or ["processor", "settings", ..];

    private static string? HeaderOf(SettingLeaf leaf) => leaf.Keys switch
    {
        ["source", "headers", var name, ..] => name,
        ["plan", _, "http", "headers", var name, ..] => name,
        _ => null,
    };

    private static string? ParameterOf(SettingLeaf leaf) => leaf.Keys switch
    {
        ["source", "params", var name] => name,
        ["plan", _, "http", "params", var name] => name,
        _ => null,
    };

    [GeneratedRegex(@"^\s*(Bearer|Basic|Digest|Token|ApiKey)?(\s+|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();

    // Numbers of pages and the like; a longer number may be a key.
    [GeneratedRegex("^[0-9]{1,6}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}
