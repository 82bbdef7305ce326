using System.Text.Json;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>The names that programs use: <c>PROPERTY_SEARCH</c> for what is asked, <c>queued</c> and <c>tax_data</c> for what is answered.</summary>
internal static class WireNames
{
    /// <summary>Gets <c>PROPERTY_SEARCH</c>.</summary>
    public static string Upper<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    /// <summary>Gets <c>tax_data</c>.</summary>
    public static string Lower<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Gets the value of a name, in whichever case; null when it names none.</summary>
    public static T? Parse<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Upper(value).Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Gets all names, for messages.</summary>
    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Upper));
}
