using System.Collections.Immutable;
using System.Text;

namespace ActorBackfill.Hocon;

/// <summary>Substitutions, lists and concatenations.</summary>
internal sealed partial class HoconResolver
{
    private int _chain;

    private HoconValue? Evaluate(HoconExpression expression) => expression switch
    {
        LiteralExpression literal => literal.Value,
        SpaceExpression space => new HoconScalar(space.Position, space.Text, HoconScalarKind.String),
        ListExpression list => EvaluateList(list),
        ReferenceExpression reference => EvaluateReference(reference),
        _ => EvaluateJoined((JoinedExpression)expression),
    };

    private HoconArray EvaluateList(ListExpression list)
    {
        var items = ImmutableArray.CreateBuilder<HoconValue>(list.Items.Count);
        foreach (var item in list.Items)
        {
            Step(item.KeyPosition);
            if (Evaluate(HoconView.Of(item)) is { } value)
                items.Add(value);
        }

        return Bounded(new HoconArray(list.Position, items.ToImmutable()));
    }

    private HoconValue? EvaluateReference(ReferenceExpression reference)
    {
        if (++_chain > MaxChain)
            throw Fatal(reference.Position, $"a chain of more than {MaxChain} substitutions");
        var sawItself = false;
        var value = reference.RelativeTo is { } included
            ? LookUp(included.Root, included.Path.AddRange(reference.Path), ref sawItself)
            : null;
        if (!reference.IsAppend)
        {
            value ??= LookUp(root, reference.Path, ref sawItself);
            value ??= FromEnvironment(reference);
        }

        _chain--;
        if (value is null && !reference.IsOptional)
            Fail(reference.Position, $"{reference.Shown} {(sawItself ? "refers to itself, and nothing stands there before" : "has no value")}");
        return value;
    }

    private HoconValue? LookUp(HoconSlot from, ImmutableArray<string> path, ref bool sawItself)
    {
        var chain = _chain;
        try
        {
            var view = HoconView.Of(from);
            foreach (var key in path)
            {
                Step(from.KeyPosition);
                view = view.Down(key, ref _steps);
                if (view.Slot is { } slot && slot.Limit < view.Cutoff)
                {
                    sawItself = _lookedBack = true;
                    view = view with { Cutoff = slot.Limit };
                }

                if (view.IsEmpty)
                    return null;
            }

            return Evaluate(view);
        }
        catch (HoconCycleException)
        {
            _chain = chain;
            sawItself = _lookedBack = true;
            return null;
        }
    }

    private HoconScalar? FromEnvironment(ReferenceExpression reference)
    {
        var name = string.Join('.', reference.Path);
        return options.Environment?.Invoke(name) is { } text
            ? new HoconScalar(reference.Position, text, HoconScalarKind.String) { Variable = name }
            : null;
    }

    private HoconValue? EvaluateJoined(JoinedExpression joined)
    {
        var all = new List<HoconValue>(joined.Parts.Length);
        var values = new List<HoconValue>(joined.Parts.Length);
        foreach (var part in joined.Parts)
        {
            if (Evaluate(part) is not { } value)
                continue;
            all.Add(value);
            if (part is not SpaceExpression)
                values.Add(value);
        }

        // A list decides first: an object beside a list is a list by its numeric keys.
        if (values.Exists(value => value is HoconArray))
            return JoinLists(joined, values);
        if (values.Exists(value => value is HoconObject))
            return JoinObjects(joined, values);
        return values.Count == 0 ? null : JoinTexts(joined, all);
    }

    private HoconScalar JoinTexts(JoinedExpression joined, List<HoconValue> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            var part = ((HoconScalar)value).Text;
            Spend(joined.Position, part.Length);
            text.Append(part);
        }

        return new HoconScalar(joined.Position, text.ToString(), HoconScalarKind.String)
        {
            Variable = values.Select(value => ((HoconScalar)value).Variable).FirstOrDefault(variable => variable is not null),
        };
    }

    private HoconArray? JoinLists(JoinedExpression joined, List<HoconValue> values)
    {
        var items = ImmutableArray.CreateBuilder<HoconValue>();
        foreach (var value in values)
        {
            if (value.AsArray() is not { } list)
            {
                Fail(joined.Position, $"a list and a {value.TypeName} ({value.Position}) cannot be one value");
                return null;
            }

            Spend(joined.Position, list.Items.Length);
            items.AddRange(list.Items);
        }

        return Bounded(new HoconArray(joined.Position, items.ToImmutable()));
    }

    private HoconObject? JoinObjects(JoinedExpression joined, List<HoconValue> values)
    {
        var whole = HoconObject.Empty;
        foreach (var value in values)
        {
            if (value is not HoconObject layer)
            {
                Fail(joined.Position, $"an object and a {value.TypeName} ({value.Position}) cannot be one value");
                return null;
            }

            Spend(joined.Position, whole.Count == 0 ? 1 : layer.Weight + whole.Weight);
            whole = layer.WithFallback(whole);
        }

        return Bounded(whole);
    }
}
