using System.Globalization;

namespace ActorBackfill.Systems.Tests.BoxScores;

/// <summary>Compares with a text of an oracle: blank is null, and numbers are equal to half a unit of the last decimal that it has.</summary>
internal static class OracleValue
{
    public static void Equal(string column, object? oracle, object? actual)
    {
        var text = Assert.IsType<string>(oracle);
        if (text.Length == 0)
        {
            Assert.True(actual is null, $"{column} is {actual} and has to be blank");
            return;
        }

        if (text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point)
        {
            var tolerance = 0.5000001 * Math.Pow(10, point + 1 - text.Length);
            var difference = Assert.IsType<double>(actual) - double.Parse(text, CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(difference) <= tolerance, $"{column} is {actual} and has to be {text}");
            return;
        }

        Assert.True(text == Text(actual), $"{column} is {Text(actual)} and has to be {text}");
    }

    private static string Text(object? value) => value switch
    {
        DateOnly date => $"{date:yyyy-MM-dd}",
        bool flag => flag ? "1" : "0",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
