using System.Text;

namespace ActorBackfill.Hocon;

/// <summary>Writes values as HOCON text; parsing that text gives the same content.</summary>
public static class HoconPrinter
{
    /// <summary>Prints an object's members, without braces around the whole, two spaces a level.</summary>
    /// <param name="value">The object; an empty one prints as nothing.</param>
    public static string Print(HoconObject value)
    {
        var text = new StringBuilder();
        PrintMembers(text, value, "");
        return text.ToString();
    }

    /// <summary>Prints any value as it would stand after a key.</summary>
    /// <param name="value">The value; objects get braces.</param>
    public static string Print(HoconValue value)
    {
        var text = new StringBuilder();
        PrintValue(text, value, "");
        return text.ToString();
    }

    private static void PrintMembers(StringBuilder text, HoconObject value, string indent)
    {
        foreach (var member in value.Members)
        {
            text.Append(indent).Append(HoconPath.FormatKey(member.Key)).Append(member.Value is HoconObject ? " " : " = ");
            PrintValue(text, member.Value, indent);
            text.Append('\n');
        }
    }

    private static void PrintValue(StringBuilder text, HoconValue value, string indent)
    {
        switch (value)
        {
            case HoconScalar { Kind: HoconScalarKind.String } scalar:
                text.Append(HoconPath.Quote(scalar.Text));
                break;
            case HoconScalar scalar:
                text.Append(scalar.Text);
                break;
            case HoconObject { Count: 0 }:
                text.Append("{}");
                break;
            case HoconObject members:
                text.Append("{\n");
                PrintMembers(text, members, indent + "  ");
                text.Append(indent).Append('}');
                break;
            case HoconArray { Items.IsEmpty: true }:
                text.Append("[]");
                break;
            case HoconArray list:
                PrintItems(text, list, indent);
                break;
        }
    }

    private static void PrintItems(StringBuilder text, HoconArray list, string indent)
    {
        text.Append("[\n");
        foreach (var item in list.Items)
        {
            text.Append(indent).Append("  ");
            PrintValue(text, item, indent + "  ");
            text.Append('\n');
        }

        text.Append(indent).Append(']');
    }
}
