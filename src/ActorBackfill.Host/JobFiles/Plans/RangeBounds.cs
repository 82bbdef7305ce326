using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>Reads <c>range = [first, last]</c> as two texts, each checked by itself.</summary>
internal static class RangeBounds
{
    /// <summary>Gets both texts, or null when the range is missing or wrong; what is wrong was reported, one error a text.</summary>
    /// <param name="reader">The dimension.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="problemOf">What is wrong with a text, or null.</param>
    public static (string First, string Last)? Read(HoconObjectReader reader, HoconErrors errors, Func<string, string?> problemOf)
    {
        if (reader.Value("range") is not { } value)
        {
            return null;
        }

        if (value.AsArray()?.Items is not [var first, var last])
        {
            reader.Error("range", "expected [first, last], both included");
            return null;
        }

        var isRight = Check(first, 0) & Check(last, 1);
        return isRight ? (TextOf(first)!, TextOf(last)!) : null;

        bool Check(HoconValue item, int index)
        {
            var text = TextOf(item) ?? item.TypeName;
            var problem = problemOf(text);
            if (problem is not null)
            {
                errors.Add(item.Position, $"{reader.Path}.range[{index}]", $"'{text}': {problem}");
            }

            return problem is null;
        }
    }

    /// <summary>Gets the text of a single value, or null.</summary>
    public static string? TextOf(HoconValue? value) => value is HoconScalar { IsNull: false } scalar ? scalar.Text : null;
}
