using System.Collections.Immutable;
using System.Text.Json;
using ActorBackfill.Domain.Readiness;

namespace ActorBackfill.Domain.Items;

/// <summary>
/// A path into items: <c>a.b</c> members, <c>[3]</c> one element, <c>[*]</c> all elements, leading <c>^</c> the parent item (repeatable,
/// <c>^^.id</c>), <c>$unit.NAME</c> a value of the unit itself, <c>$completeness.NAME</c> and <c>$upstream.all_ready</c> what the jobs that it
/// needs have for it. A name with other characters is quoted: <c>"odd name".b</c>.
/// Grammar: contracts, "Job file grammar".
/// </summary>
public sealed class ItemPath
{
    private readonly int _up;
    private readonly ImmutableArray<Step> _steps;

    private const string CompletenessPrefix = "$completeness.";
    private const string UpstreamReady = "$upstream.all_ready";

    private ItemPath(string text, int up, string? unitValue, ImmutableArray<Step> steps)
    {
        Text = text;
        _up = up;
        UnitValue = unitValue;
        _steps = steps;
        CompletenessValue = text.StartsWith(CompletenessPrefix, StringComparison.Ordinal) ? text[CompletenessPrefix.Length..] : null;
        IsUpstreamReady = text == UpstreamReady;
    }

    /// <summary>Gets the path as written.</summary>
    public string Text { get; }

    /// <summary>Gets the name of the unit's value that the path asks for, or null when it asks the item.</summary>
    public string? UnitValue { get; }

    /// <summary>Gets the single member name the path consists of, or null: what a processor's record is asked for.</summary>
    public string? SingleName => _up == 0 && UnitValue is null && _steps is [{ Name: { } name }] ? name : null;

    /// <summary>Gets the name of what the path asks of the unit's <see cref="Readiness.Completeness"/>, or null.</summary>
    public string? CompletenessValue { get; }

    /// <summary>Gets whether the path asks if all jobs that the unit needs are ready.</summary>
    public bool IsUpstreamReady { get; }

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path; empty or <c>.</c> means the item itself.</param>
    /// <exception cref="FormatException">It is not a path; the message says where.</exception>
    public static ItemPath Parse(string text)
    {
        if (text.StartsWith("$unit.", StringComparison.Ordinal))
        {
            return text.Length > 6 ? new ItemPath(text, 0, text[6..], []) : throw new FormatException("$unit. needs a name");
        }

        if (text.StartsWith(CompletenessPrefix, StringComparison.Ordinal))
        {
            return Completeness.Names.Contains(text[CompletenessPrefix.Length..]) ? new ItemPath(text, 0, null, [])
                : throw new FormatException($"$completeness has {string.Join(", ", Completeness.Names)}");
        }

        if (text.StartsWith("$upstream.", StringComparison.Ordinal))
        {
            return text == UpstreamReady ? new ItemPath(text, 0, null, []) : throw new FormatException("$upstream has all_ready");
        }

        var up = text.TakeWhile(c => c == '^').Count();
        var steps = ImmutableArray.CreateBuilder<Step>();
        var at = up;
        while (at < text.Length)
        {
            at = ReadStep(text, at, steps);
        }

        return new ItemPath(text, up, null, steps.ToImmutable());
    }

    /// <summary>Gets the values the path leads to, in document order; nothing where a member is missing or null.</summary>
    /// <param name="item">Where to start.</param>
    public IEnumerable<Item> Select(Item item)
    {
        var start = Ascend(item);
        return start is null ? [] : Walk(start, 0);
    }

    /// <summary>Gets the one value the path leads to, or null when there is none or it is JSON null.</summary>
    /// <param name="item">Where to start.</param>
    public JsonElement? Find(Item item)
    {
        if (Ascend(item) is not { } start)
        {
            return null;
        }

        var value = start.Value;
        foreach (var step in _steps)
        {
            if (step.IsAll || Enter(value, step) is not { } next)
            {
                return null;
            }

            value = next;
        }

        return value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value;
    }

    /// <summary>Gets whether the item has the place the path leads to, up to its first <c>[*]</c>; null there counts as being there.</summary>
    /// <param name="item">Where to start.</param>
    public bool IsIn(Item item)
    {
        var value = Ascend(item)?.Value;
        foreach (var step in _steps)
        {
            if (value is null || step.IsAll)
            {
                break;
            }

            value = Enter(value.Value, step);
        }

        return value is { } found
            && (!_steps.Any(s => s.IsAll) || found.ValueKind is JsonValueKind.Array or JsonValueKind.Null);
    }

    private static int ReadStep(string text, int at, ImmutableArray<Step>.Builder steps)
    {
        if (text[at] == '[')
        {
            var end = text.IndexOf(']', at);
            var inside = end < 0 ? throw new FormatException($"'[' at {at + 1} is not closed") : text[(at + 1)..end];
            steps.Add(inside == "*" ? new Step(null, -1, true)
                : int.TryParse(inside, out var index) && index >= 0 ? new Step(null, index, false)
                : throw new FormatException($"'[{inside}]' at {at + 1} is neither [*] nor a position"));
            return end + 1;
        }

        if (text[at] == '.')
        {
            at++;
        }

        if (at >= text.Length)
        {
            return at;
        }

        if (text[at] == '"')
        {
            var close = text.IndexOf('"', at + 1);
            steps.Add(new Step(close < 0 ? throw new FormatException($"'\"' at {at + 1} is not closed") : text[(at + 1)..close], -1, false));
            return close + 1;
        }

        var stop = text.AsSpan(at).IndexOfAny('.', '[');
        var to = stop < 0 ? text.Length : at + stop;
        steps.Add(to == at ? throw new FormatException($"a name is missing at {at + 1}") : new Step(text[at..to], -1, false));
        return to;
    }

    private static JsonElement? Enter(JsonElement value, Step step) => step.Name is { } name
        ? value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null
        : value.ValueKind == JsonValueKind.Array && step.Index < value.GetArrayLength() ? value[step.Index] : null;

    private Item? Ascend(Item item)
    {
        Item? start = item;
        for (var i = 0; i < _up && start is not null; i++)
        {
            start = start.Parent;
        }

        return start;
    }

    private IEnumerable<Item> Walk(Item from, int stepAt)
    {
        var current = from.Value;
        for (var i = stepAt; i < _steps.Length; i++)
        {
            if (_steps[i].IsAll)
            {
                // Stepping into the elements makes the value that holds the array their parent.
                var parent = new Item(Holder(from, stepAt, i), from.Parent);
                return current.ValueKind == JsonValueKind.Array
                    ? current.EnumerateArray().SelectMany(e => Walk(new Item(e, parent), i + 1))
                    : [];
            }

            if (Enter(current, _steps[i]) is not { } next)
            {
                return [];
            }

            current = next;
        }

        return current.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? [] : [new Item(current, from.Parent)];
    }

    private JsonElement Holder(Item from, int stepAt, int arrayStep)
    {
        var holder = from.Value;
        for (var i = stepAt; i < arrayStep - 1; i++)
        {
            holder = Enter(holder, _steps[i]) ?? holder;
        }

        return holder;
    }

    private sealed record Step(string? Name, int Index, bool IsAll);
}
