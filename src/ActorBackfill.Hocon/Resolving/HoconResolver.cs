using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ActorBackfill.Hocon;

/// <summary>
/// Turns a document into values. A substitution looks forward, at the final value of its path, and only as deep as the path
/// goes; while a field made of substitutions is being resolved, that field and everything that overrides it are out of sight,
/// so that a reference to itself means what stood there before.
/// </summary>
internal sealed partial class HoconResolver(HoconSlot root, HoconParseOptions options, HoconErrors errors)
{
    /// <summary>A chain of substitutions longer than this is an error; it bounds the stack.</summary>
    private const int MaxChain = 256;

    private readonly Stack<HoconSlot> _resolving = new();
    private long _steps;
    private long _spent;
    private bool _lookedBack;

    internal HoconObject Resolve()
    {
        var value = Evaluate(HoconView.Of(root)) as HoconObject;
        errors.ThrowIfAny();
        return value ?? HoconObject.Empty;
    }

    private HoconValue? Evaluate(HoconView view)
    {
        if (view.IsEmpty)
            return null;
        if (view.Cutoff == long.MaxValue && view.Slot is { IsFinal: true } known)
            return known.Final;
        var before = _lookedBack;
        _lookedBack = false;
        var value = EvaluateAnew(view);
        if (view.Slot is { } slot && view.Cutoff == long.MaxValue && !_lookedBack)
        {
            slot.IsFinal = true;
            slot.Final = value;
        }

        _lookedBack |= before;
        return value;
    }

    private HoconValue? EvaluateAnew(HoconView view)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Fatal(view.Slot?.KeyPosition ?? root.KeyPosition, "substitutions nest too deep");
        var floor = view.Floor;
        var layers = new List<(HoconEntry Entry, HoconObject? Value)>();
        foreach (var (entry, path) in view.NewestFirst())
        {
            Step(entry.Position);
            if (entry.OpensObject)
            {
                layers.Add((entry, null));
                continue;
            }

            // Below an object, a plain value is hidden whatever it is, and is not even looked at.
            var value = entry.HidesEarlier && layers.Count > 0 ? null : Below(EvaluateEntry(entry), path);
            if (value is HoconObject layer)
            {
                layers.Add((entry, layer));
                continue;
            }

            if (value is null && !entry.HidesEarlier && !Blocks(entry, path))
                continue;
            if (layers.Count == 0)
                return value;
            floor = entry.Order;
            break;
        }

        return layers switch
        {
            [] => null,
            [{ Value: { } single }] => single,
            _ => Merge(view with { Floor = floor }, layers),
        };
    }

    private HoconObject Merge(HoconView view, List<(HoconEntry Entry, HoconObject? Value)> layers)
    {
        var members = new OrderedDictionary<string, HoconMember>();
        for (var i = layers.Count - 1; i >= 0; i--)
        {
            if (layers[i].Value is { } value)
            {
                foreach (var member in value.Members)
                    AddMember(member.Key, member.KeyPosition);
            }
            else
            {
                foreach (var child in view.Slot!.Children)
                    AddMember(child.Key, child.KeyPosition);
            }
        }

        return Bounded(new HoconObject(layers[^1].Entry.Position, members));

        void AddMember(string key, HoconPosition position)
        {
            Step(position);
            if (members.ContainsKey(key))
                return;
            var down = view.Down(key, ref _steps);
            if (down.Slot is { } slot && slot.Limit < view.Cutoff)
                throw new HoconCycleException();
            if (Evaluate(down) is { } value)
                members.Add(key, new HoconMember(key, position, value));
        }
    }

    /// <summary>Follows a path into a resolved value; null where nothing is there.</summary>
    private static HoconValue? Below(HoconValue? value, ImmutableArray<string> path)
    {
        foreach (var key in path)
            value = (value as HoconObject)?.TryGet(key);
        return value;
    }

    /// <summary>Whether an entry above, already resolved, put something other than an object in the way.</summary>
    private static bool Blocks(HoconEntry entry, ImmutableArray<string> path)
    {
        var value = entry.Result;
        foreach (var key in path)
        {
            if (value is not HoconObject members)
                return value is not null;
            value = members.TryGet(key);
        }

        return false;
    }

    private HoconValue? EvaluateEntry(HoconEntry entry)
    {
        if (entry.State == HoconEntryState.Done)
            return entry.Result;
        if (entry.Expression is LiteralExpression literal)
            return literal.Value;
        if (entry.State == HoconEntryState.InProgress)
            throw new HoconCycleException();
        var slot = entry.Slot;
        var limit = slot.Limit;
        entry.State = HoconEntryState.InProgress;
        if (entry.IsDynamic)
            slot.Limit = Math.Min(limit, entry.Order);
        _resolving.Push(slot);
        try
        {
            var value = Evaluate(entry.Expression!);
            if (entry.MustBeObject && value is not (null or HoconObject))
            {
                Fail(entry.Position, $"only an object can stand beside an object, not a {value.TypeName}");
                value = null;
            }

            entry.Result = value;
            entry.State = HoconEntryState.Done;
            return value;
        }
        finally
        {
            _resolving.Pop();
            slot.Limit = limit;
            if (entry.State == HoconEntryState.InProgress)
                entry.State = HoconEntryState.Untouched;
        }
    }

    private void Fail(HoconPosition position, string message) =>
        errors.Add(position, HoconPath.Format(_resolving.FirstOrDefault(slot => slot.Root == root)?.Path ?? []), message);

    private HoconException Fatal(HoconPosition position, string message)
    {
        Fail(position, message);
        return new HoconException(errors);
    }

    private void Step(HoconPosition position)
    {
        if (++_steps > options.MaxSteps)
            throw Fatal(position, $"substitutions take more than {options.MaxSteps} steps");
    }

    /// <summary>Counts what concatenation copies, all together: a short text can double with every line.</summary>
    private void Spend(HoconPosition position, long size)
    {
        _spent += size;
        if (_spent > options.MaxResolvedSize)
            throw Fatal(position, $"concatenation makes more than {options.MaxResolvedSize} characters and values");
    }

    private T Bounded<T>(T value)
        where T : HoconValue
    {
        if (value.Depth > options.MaxDepth)
            throw Fatal(value.Position, $"nested deeper than {options.MaxDepth} after substitution");
        if (value.Weight > options.MaxResolvedSize)
            throw Fatal(value.Position, $"larger than {options.MaxResolvedSize} characters and values after substitution");
        return value;
    }
}
