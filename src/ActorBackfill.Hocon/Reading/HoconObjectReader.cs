namespace ActorBackfill.Hocon;

/// <summary>
/// Reads one object's keys with their types. Nothing throws for bad input: errors are collected, a read in error gives its
/// fallback, and <see cref="Finish"/> adds the keys that nobody asked for. A key set to null counts as not there.
/// </summary>
public sealed partial class HoconObjectReader
{
    private readonly HoconObject _object;
    private readonly HoconErrors _errors;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<HoconObjectReader> _children = [];
    private readonly bool _isMissing;
    private bool _acceptsAll;
    private bool _isFinished;

    /// <summary>Initializes a reader.</summary>
    /// <param name="value">The object to read.</param>
    /// <param name="path">Its path, used in errors; empty for the root.</param>
    /// <param name="errors">Where errors go.</param>
    public HoconObjectReader(HoconObject value, string path, HoconErrors errors)
        : this(value, path, errors, isMissing: false)
    {
    }

    private HoconObjectReader(HoconObject value, string path, HoconErrors errors, bool isMissing)
    {
        _object = value;
        Path = path;
        _errors = errors;
        _isMissing = isMissing;
    }

    /// <summary>Gets the object's path from the root, as a file writes it.</summary>
    public string Path { get; }

    /// <summary>Gets where the object was opened.</summary>
    public HoconPosition Position => _object.Position;

    /// <summary>Tells whether a key is there and not null; it then counts as known.</summary>
    /// <param name="key">One element, not a path.</param>
    public bool Has(string key) => Value(key) is not null;

    /// <summary>Gets a key's value as it is, for forms that have no read of their own; null where it is missing or null.</summary>
    /// <param name="key">One element, not a path.</param>
    public HoconValue? Value(string key)
    {
        _known.Add(key);
        return _object.TryGet(key) is { } value and not HoconScalar { IsNull: true } ? value : null;
    }

    /// <summary>Gets all members, for objects whose keys are names that the user chose; all of them then count as known.</summary>
    public IReadOnlyList<HoconMember> Members()
    {
        _acceptsAll = true;
        return _object.Members;
    }

    /// <summary>Gets the paths of all keys that were asked for so far, there or not, here and in the objects read through this one.</summary>
    public IEnumerable<string> Asked() => _known.Select(PathOf).Concat(_children.SelectMany(child => child.Asked()));

    /// <summary>Adds an error about a key, at its value, or at the object where the key is missing.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <param name="message">What is wrong.</param>
    public void Error(string key, string message) =>
        _errors.Add(_object.TryGet(key)?.Position ?? Position, PathOf(key), message);

    /// <summary>Adds an error for every key that was not asked for, here and in the objects read through this one. Once is enough.</summary>
    public void Finish()
    {
        if (_isFinished)
            return;
        _isFinished = true;
        foreach (var member in _object.Members.Where(member => !_acceptsAll && !_known.Contains(member.Key)))
            _errors.Add(member.KeyPosition, PathOf(member.Key), $"unknown key{HoconSuggestion.Hint(member.Key, _known)}");
        foreach (var child in _children)
            child.Finish();
    }

    private string PathOf(string key) => Path.Length == 0 ? HoconPath.FormatKey(key) : $"{Path}.{HoconPath.FormatKey(key)}";

    private void Missing(string key)
    {
        // A missing object was reported once; each of its keys would only repeat that.
        if (!_isMissing)
            Error(key, _object.TryGet(key) is null ? "is missing" : "is null: it needs a value");
    }

    private void Mismatch(string key, HoconValue found, string expected) => Error(key, $"{Shown(found)}: expected {expected}");

    private static string Shown(HoconValue value) => value is HoconScalar scalar
        ? HoconPath.Shorten(scalar.Kind == HoconScalarKind.String ? HoconPath.Quote(scalar.Text) : scalar.Text)
        : value is HoconArray ? "a list" : "an object";
}
