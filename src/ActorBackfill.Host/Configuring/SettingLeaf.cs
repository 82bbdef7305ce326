using System.Collections.Immutable;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.Configuring;

/// <summary>A value of a job file that holds no further keys: a text, a number, or a list of such.</summary>
/// <param name="Path">Its path as a file writes it.</param>
/// <param name="Keys">The keys on the way to it, places in lists left out.</param>
/// <param name="Value">The value.</param>
internal sealed record SettingLeaf(string Path, ImmutableArray<string> Keys, HoconValue Value)
{
    /// <summary>Gets the leaves of an object in the order in which they were written; what is null is not there.</summary>
    /// <param name="root">The object.</param>
    public static IEnumerable<SettingLeaf> Of(HoconObject root) => Of(root, "", []);

    /// <summary>Gets the single values: itself, or the elements of the list that it is.</summary>
    public ImmutableArray<HoconScalar> Scalars => Value is HoconScalar one ? [one] : [.. ((HoconArray)Value).Items.OfType<HoconScalar>()];

    /// <summary>Gets the path of a key.</summary>
    /// <param name="parent">The path of the object it is in; empty for the root.</param>
    /// <param name="key">The key.</param>
    public static string Join(string parent, string key) => parent.Length == 0 ? HoconPath.FormatKey(key) : $"{parent}.{HoconPath.FormatKey(key)}";

    private static IEnumerable<SettingLeaf> Of(HoconObject parent, string path, ImmutableArray<string> keys) =>
        parent.Members.SelectMany(m => Of(m.Value, Join(path, m.Key), keys.Add(m.Key)));

    private static IEnumerable<SettingLeaf> Of(HoconValue value, string path, ImmutableArray<string> keys) => value switch
    {
        HoconScalar { IsNull: true } => [],
        HoconObject members => Of(members, path, keys),
        HoconArray list when list.Items.Any(i => i is not HoconScalar) => list.Items.SelectMany((item, i) => Of(item, $"{path}[{i}]", keys)),
        _ => [new SettingLeaf(path, keys, value)],
    };
}
