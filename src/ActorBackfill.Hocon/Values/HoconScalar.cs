using System.Globalization;

namespace ActorBackfill.Hocon;

/// <summary>A text, number, boolean or null.</summary>
public sealed class HoconScalar : HoconValue
{
    internal HoconScalar(HoconPosition position, string text, HoconScalarKind kind, bool wasQuoted = false)
        : base(position)
    {
        Text = text;
        Kind = kind;
        WasQuoted = wasQuoted;
    }

    /// <summary>Gets the text as written, without quotes and with escapes replaced; <c>null</c> for a null.</summary>
    public string Text { get; }

    /// <summary>Gets what it was written as.</summary>
    public HoconScalarKind Kind { get; }

    /// <summary>Gets a value indicating whether it stood in quotes.</summary>
    public bool WasQuoted { get; }

    /// <summary>Gets the environment variable that it, or a part of it, was taken from by a substitution; null when none was.</summary>
    public string? Variable { get; internal init; }

    /// <summary>Gets a value indicating whether it is the word <c>null</c>.</summary>
    public bool IsNull => Kind == HoconScalarKind.Null;

    /// <inheritdoc/>
    public override string TypeName => Kind switch
    {
        HoconScalarKind.Number => "number",
        HoconScalarKind.Boolean => "boolean",
        HoconScalarKind.Null => "null",
        _ => "text",
    };

    internal override long Weight => 1 + Text.Length;

    internal override int Depth => 0;

    /// <summary>Reads true, yes, on, false, no or off.</summary>
    /// <param name="value">The value read.</param>
    public bool TryGetBoolean(out bool value)
    {
        value = Text is "true" or "yes" or "on";
        return Kind != HoconScalarKind.Null && (value || Text is "false" or "no" or "off");
    }

    /// <summary>Reads a whole number; <c>1e3</c> and <c>5.0</c> are whole.</summary>
    /// <param name="value">The value read.</param>
    public bool TryGetInteger(out long value)
    {
        value = 0;
        if (!HoconNumber.IsNumber(Text))
            return false;
        if (long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
            return true;
        if (!HoconNumber.TryDecimal(Text, out var exact) || exact != decimal.Truncate(exact)
            || exact is < long.MinValue or > long.MaxValue)
        {
            return false;
        }

        value = (long)exact;
        return true;
    }

    /// <summary>Reads a finite number.</summary>
    /// <param name="value">The value read.</param>
    public bool TryGetReal(out double value)
    {
        value = 0;
        return HoconNumber.IsNumber(Text)
            && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    /// <inheritdoc/>
    public override bool SameContentAs(HoconValue? other) =>
        other is HoconScalar scalar && scalar.Kind == Kind && scalar.Text == Text;

    internal static HoconScalar OfUnquoted(HoconPosition position, string text) => new(position, text, KindOf(text));

    private static HoconScalarKind KindOf(string text) => text switch
    {
        "true" or "false" => HoconScalarKind.Boolean,
        "null" => HoconScalarKind.Null,
        _ => HoconNumber.IsNumber(text) ? HoconScalarKind.Number : HoconScalarKind.String,
    };
}
