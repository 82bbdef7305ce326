using System.Globalization;
using ActorBackfill.Hocon;
using HoconValue = Akka.Configuration.Hocon.HoconValue;

namespace Akka.Configuration;

/// <summary>A tree of settings; what it lacks is looked up in its fallback.</summary>
public class Config
{
    private readonly HoconObject _tree;

    internal Config(HoconObject tree) => _tree = tree;

    /// <summary>Gets an empty configuration.</summary>
    public static Config Empty { get; } = new(HoconObject.Empty);

    /// <summary>Gets the whole tree.</summary>
    public virtual HoconValue Root => new(_tree);

    /// <summary>Gets a value indicating whether there is nothing in it.</summary>
    public virtual bool IsEmpty => _tree.Count == 0;

    internal HoconObject Tree => _tree;

    /// <summary>The configuration under a text.</summary>
    /// <param name="str">HOCON.</param>
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    /// <summary>This configuration, with another for what it lacks.</summary>
    /// <param name="fallback">The other.</param>
    /// <returns>Both.</returns>
    public virtual Config WithFallback(Config? fallback) =>
        fallback is null || ReferenceEquals(fallback, this) ? this : new Config(_tree.WithFallback(fallback._tree));

    /// <summary>Whether a path has a value, null excepted.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <returns>True if it has.</returns>
    public virtual bool HasPath(string path) => Find(path) is not null;

    /// <summary>A subtree.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <returns>The subtree; empty if there is none.</returns>
    public virtual Config GetConfig(string path) => Find(path) is HoconObject tree ? new Config(tree) : Empty;

    /// <summary>A value of any kind.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <returns>The value; null if there is none.</returns>
    public HoconValue? GetValue(string path) => Find(path) is { } value ? new HoconValue(value) : null;

    /// <summary>A text.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <param name="default">If there is none.</param>
    /// <returns>The text.</returns>
    public virtual string GetString(string path, string? @default = null) => GetValue(path)?.GetString() ?? @default!;

    /// <summary>A truth: true, yes, on, or false, no, off.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <param name="default">If there is none.</param>
    /// <returns>The truth.</returns>
    public virtual bool GetBoolean(string path, bool @default = false) => GetValue(path)?.GetBoolean() ?? @default;

    /// <summary>A whole number.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <param name="default">If there is none.</param>
    /// <returns>The number.</returns>
    public virtual int GetInt(string path, int @default = 0) => GetValue(path)?.GetInt() ?? @default;

    /// <summary>A long whole number.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <param name="default">If there is none.</param>
    /// <returns>The number.</returns>
    public virtual long GetLong(string path, long @default = 0) => GetValue(path)?.GetLong() ?? @default;

    /// <summary>A number.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <param name="default">If there is none.</param>
    /// <returns>The number.</returns>
    public virtual double GetDouble(string path, double @default = 0) => GetValue(path)?.GetDouble() ?? @default;

    /// <summary>A decimal number.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <param name="default">If there is none.</param>
    /// <returns>The number.</returns>
    public virtual decimal GetDecimal(string path, decimal @default = 0) =>
        GetValue(path) is { } value ? decimal.Parse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture) : @default;

    /// <summary>A span of time, <c>10 s</c>; a number alone is milliseconds; <c>infinite</c> is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <param name="default">If there is none; null for zero.</param>
    /// <param name="allowInfinite">Whether <c>infinite</c> is known.</param>
    /// <returns>The span.</returns>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        GetValue(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();

    /// <summary>A size in bytes, <c>10 KiB</c>.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <returns>The bytes; null if there is none.</returns>
    public virtual long? GetByteSize(string path) => GetByteSize(path, null);

    /// <summary>A size in bytes, <c>10 KiB</c>.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <param name="def">If there is none.</param>
    /// <returns>The bytes.</returns>
    public virtual long? GetByteSize(string path, long? def) => GetValue(path)?.GetByteSize() ?? def;

    /// <summary>A list of texts.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <returns>The texts; none if there is no list.</returns>
    public virtual IList<string> GetStringList(string path) => GetStringList(path, []);

    /// <summary>A list of texts.</summary>
    /// <param name="path">Keys with dots between.</param>
    /// <param name="defaultPaths">If there is none.</param>
    /// <returns>The texts.</returns>
    public virtual IList<string> GetStringList(string path, string[] defaultPaths) => GetValue(path)?.GetStringList() ?? defaultPaths;

    /// <summary>The keys and values of the top.</summary>
    /// <returns>Key and value.</returns>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() =>
        _tree.Members.Select(m => KeyValuePair.Create(m.Key, new HoconValue(m.Value)));

    /// <inheritdoc/>
    public override string ToString() => HoconPrinter.Print(_tree);

    private ActorBackfill.Hocon.HoconValue? Find(string path) =>
        _tree.Find(path) is { } value && value is not HoconScalar { IsNull: true } ? value : null;
}
