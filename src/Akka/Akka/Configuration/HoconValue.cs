using System.Globalization;
using ActorBackfill.Hocon;
using Node = ActorBackfill.Hocon.HoconValue;

namespace Akka.Configuration.Hocon;

/// <summary>A value in a configuration: text, list or object.</summary>
public class HoconValue
{
    private readonly Node _node;

    internal HoconValue(Node node) => _node = node;

    /// <summary>Gets a value indicating whether it is an object or a list without anything in it.</summary>
    public bool IsEmpty => _node is HoconObject { Count: 0 } or HoconArray { Items.Length: 0 };

    /// <summary>Whether it is a text or a number.</summary>
    /// <returns>True if it is.</returns>
    public bool IsString() => _node is HoconScalar;

    /// <summary>Whether it is an object.</summary>
    /// <returns>True if it is.</returns>
    public bool IsObject() => _node is HoconObject;

    /// <summary>Whether it is a list.</summary>
    /// <returns>True if it is.</returns>
    public bool IsArray() => _node is HoconArray;

    /// <summary>The text.</summary>
    /// <returns>The text.</returns>
    public string GetString() => (_node as HoconScalar)?.Text
        ?? throw new ConfigurationException($"{_node.Position}: a text is expected, not a {_node.TypeName}.");

    /// <summary>The truth.</summary>
    /// <returns>True for true, yes and on.</returns>
    public bool GetBoolean() => _node is HoconScalar scalar && scalar.TryGetBoolean(out var value)
        ? value
        : throw Unfit("true or false");

    /// <summary>The whole number.</summary>
    /// <returns>The number.</returns>
    public int GetInt() => (int)GetLong();

    /// <summary>The whole number.</summary>
    /// <returns>The number.</returns>
    public long GetLong() => _node is HoconScalar scalar && scalar.TryGetInteger(out var value) ? value : throw Unfit("a whole number");

    /// <summary>The number.</summary>
    /// <returns>The number.</returns>
    public double GetDouble() => _node is HoconScalar scalar && scalar.TryGetReal(out var value) ? value : throw Unfit("a number");

    /// <summary>The span of time.</summary>
    /// <param name="allowInfinite">Whether <c>infinite</c> is known.</param>
    /// <returns>The span.</returns>
    public TimeSpan GetTimeSpan(bool allowInfinite = true)
    {
        var text = GetString();
        if (allowInfinite && text is "infinite")
            return Timeout.InfiniteTimeSpan;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds))
            return TimeSpan.FromMilliseconds(milliseconds);
        return HoconDuration.TryParse(text, out var value) ? value : throw Unfit("a span of time");
    }

    /// <summary>The size in bytes.</summary>
    /// <returns>The bytes.</returns>
    public long? GetByteSize() => HoconSize.TryParse(GetString(), out var bytes) ? bytes : throw Unfit("a size");

    /// <summary>The texts of the list.</summary>
    /// <returns>The texts.</returns>
    public IList<string> GetStringList() => [.. GetArray().Select(v => v.GetString())];

    /// <summary>The values of the list.</summary>
    /// <returns>The values.</returns>
    public IList<HoconValue> GetArray() => _node.AsArray() is { } array
        ? [.. array.Items.Select(v => new HoconValue(v))]
        : throw Unfit("a list");

    /// <inheritdoc/>
    public override string ToString() => _node is HoconScalar scalar ? scalar.Text : HoconPrinter.Print(_node);

    internal Config ToConfig() => new(_node as HoconObject ?? HoconObject.Empty);

    private ConfigurationException Unfit(string expected) =>
        new($"{_node.Position}: {expected} is expected, not {ToString()}.");
}
