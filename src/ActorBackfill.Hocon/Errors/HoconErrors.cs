using System.Collections;

namespace ActorBackfill.Hocon;

/// <summary>Collects everything wrong with an input, so that the user sees all of it at once. Not thread-safe.</summary>
public sealed class HoconErrors : IReadOnlyCollection<HoconError>
{
    private readonly List<HoconError> _errors = [];
    private readonly HashSet<HoconError> _known = [];

    /// <inheritdoc/>
    public int Count => _errors.Count;

    /// <summary>Adds one error; the same error twice is kept once.</summary>
    /// <param name="position">Where the input is wrong.</param>
    /// <param name="path">The key it concerns; empty for none.</param>
    /// <param name="message">What is wrong, one line.</param>
    public void Add(HoconPosition position, string path, string message)
    {
        var error = new HoconError(position, path, message);
        if (_known.Add(error))
            _errors.Add(error);
    }

    /// <summary>Adds all errors of another reading.</summary>
    /// <param name="errors">For example <see cref="HoconException.Errors"/>.</param>
    public void AddRange(IEnumerable<HoconError> errors)
    {
        foreach (var error in errors)
            Add(error.Position, error.Path, error.Message);
    }

    /// <summary>Ends a reading.</summary>
    /// <exception cref="HoconException">At least one error was added; it carries all of them.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new HoconException(_errors);
    }

    /// <inheritdoc/>
    public IEnumerator<HoconError> GetEnumerator() => _errors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
