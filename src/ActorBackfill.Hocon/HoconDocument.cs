namespace ActorBackfill.Hocon;

/// <summary>The places of one document while its texts are read into it, in the order in which they override each other.</summary>
internal sealed class HoconDocument(HoconParseOptions options, HoconIncludeFolder? folder)
{
    /// <summary>More than these help nobody: reading stops.</summary>
    internal const int MaxErrors = 20;

    private readonly Stack<string> _open = new();
    private long _order;
    private long _bytes;
    private int _includes;

    internal HoconSlot Root { get; } = NewRoot();

    internal HoconErrors Errors { get; } = new();

    internal HoconParseOptions Options => options;

    /// <summary>Gets or sets a value indicating whether what is read now lies under the file.</summary>
    internal bool IsUnder { get; set; }

    internal void ReadText(string text, string source, string? file)
    {
        var lexer = new HoconLexer(text, source);
        if (!Spend(text.Length, lexer.Start))
            return;
        var syntax = new HoconSyntax(lexer, this, null, file is null ? null : new HoconOrigin(source, file));
        syntax.ReadDocument(Root);
    }

    internal void ReadRootFile(string path)
    {
        var start = new HoconPosition(path, 1, 1);
        if (!File.Exists(path))
        {
            Errors.Add(start, "", Directory.Exists(path) ? "is a folder, not a file" : "no such file");
            return;
        }

        ReadFile(Path.GetFullPath(path), path, start, Root, relativeTo: null);
    }

    /// <summary>Reads one setting: the value's text and the path it goes to.</summary>
    internal void Read(HoconLexer value, HoconLexer path, bool isAppend)
    {
        try
        {
            var keys = new HoconSyntax(path).ReadWholePath();
            new HoconSyntax(value, this, null, null).ReadSetting(Root, keys, isAppend);
        }
        catch (HoconSyntaxException e)
        {
            Errors.Add(e.Position, "", e.Message);
        }
    }

    /// <summary>Reads an included file into the slot where the include stands.</summary>
    internal void Include(HoconInclude include, HoconSlot slot)
    {
        if (folder is null || include.From is null)
        {
            Errors.Add(include.Position, "", $"include \"{include.Name}\": a text cannot include files");
            return;
        }

        var found = folder.Find(include.Name, include.From, out var problem);
        if (problem is not null || (include.IsRequired && found.IsEmpty))
        {
            Errors.Add(include.Position, "", $"include \"{include.Name}\": {problem ?? "no such file"}");
            return;
        }

        foreach (var (path, shown) in found)
        {
            if (++_includes > options.MaxIncludes)
            {
                throw new HoconSyntaxException(include.Position, $"more than {options.MaxIncludes} files are included", isFatal: true);
            }

            ReadFile(path, shown, include.Position, slot, relativeTo: slot);
        }
    }

    internal void LayUnder(HoconSlot slot, HoconObject fallback)
    {
        Open(slot, fallback.Position);
        foreach (var member in fallback.Members)
        {
            var child = slot.Child(member.Key, member.KeyPosition);
            if (member.Value is HoconObject members)
                LayUnder(child, members);
            else
                Assign(child, new LiteralExpression(member.Value));
        }
    }

    /// <summary>Notes that an object was written here; whatever stood here before that is not an object is hidden.</summary>
    internal void Open(HoconSlot slot, HoconPosition position)
    {
        if (slot.Entries is not [.., { OpensObject: true } known])
        {
            slot.Add(new HoconEntry(slot, _order++, position, null) { IsUnder = IsUnder });
        }
        else if (known.IsUnder && !IsUnder)
        {
            known.Position = position;
            known.IsUnder = false;
        }
    }

    internal void Assign(HoconSlot slot, HoconExpression expression, bool mustBeObject = false) =>
        slot.Add(new HoconEntry(slot, _order++, expression.Position, expression, mustBeObject));

    /// <summary>Appends one element. What is known to be a list grows in place, so that a thousand <c>+=</c> are not a chain of references.</summary>
    internal void Append(HoconSlot slot, HoconPosition position, HoconSlot item)
    {
        if (slot.Entries is [.., var last] && GrowingList(last) is { } list && !IsOverridden(slot, last.Order))
        {
            list.Items.Add(item);
            return;
        }

        var self = new ReferenceExpression(position, slot.Path, IsOptional: true, slot.Root, IsAppend: true);
        Assign(slot, new JoinedExpression([self, new ListExpression(position, [item])]));
    }

    private static ListExpression? GrowingList(HoconEntry entry) => entry.Expression switch
    {
        ListExpression list => list,
        JoinedExpression { Parts: [ReferenceExpression { IsAppend: true }, ListExpression list] } => list,
        _ => null,
    };

    private static bool IsOverridden(HoconSlot slot, long order)
    {
        for (var above = slot.Parent; above is not null; above = above.Parent)
        {
            if (above.Entries is [.., var last] && last.Order > order)
                return true;
        }

        return false;
    }

    private static HoconSlot NewRoot() => new(new HoconPosition("<empty>", 0, 0), 0);

    private void ReadFile(string path, string shown, HoconPosition at, HoconSlot slot, HoconSlot? relativeTo)
    {
        var real = HoconIncludeFolder.RealPath(path);
        if (_open.Contains(real))
        {
            Errors.Add(at, "", $"{shown} includes itself: {string.Join(" -> ", _open.Reverse().Append(real).Select(Path.GetFileName))}");
            return;
        }

        if (HoconFile.Read(path, shown, options.MaxBytes - _bytes, out var bytes, out var error) is not { } text)
        {
            Errors.Add(error!.Value.Position ?? at, "", error.Value.Message);
            return;
        }

        _bytes += bytes;
        _open.Push(real);
        new HoconSyntax(new HoconLexer(text, shown), this, relativeTo, new HoconOrigin(shown, path)).ReadDocument(slot);
        _open.Pop();
    }

    private bool Spend(int length, HoconPosition start)
    {
        _bytes += length;
        if (_bytes <= options.MaxBytes)
            return true;
        Errors.Add(start, "", $"longer than {options.MaxBytes} bytes");
        return false;
    }
}
