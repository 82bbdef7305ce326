using System.Text.Json;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Domain.Tests.Rows;

public sealed class ColumnValueTests
{
    [Theory]
    [InlineData(ColumnType.Text, "\"a\"", "a")]
    [InlineData(ColumnType.Text, "\"\"", "")]
    [InlineData(ColumnType.Text, "12.50", "12.50")]
    [InlineData(ColumnType.Text, "true", "true")]
    [InlineData(ColumnType.Text, "null", null)]
    [InlineData(ColumnType.Text, "\"\\ud83d\\ude00 ok\"", "😀 ok")]
    [InlineData(ColumnType.Integer, "13", 13L)]
    [InlineData(ColumnType.Integer, "13.0", 13L)]
    [InlineData(ColumnType.Integer, "\"13.0\"", 13L)]
    [InlineData(ColumnType.Integer, "\"-7\"", -7L)]
    [InlineData(ColumnType.Integer, "\"+7\"", 7L)]
    [InlineData(ColumnType.Integer, "\" 9223372036854775807 \"", long.MaxValue)]
    [InlineData(ColumnType.Integer, "\"\"", null)]
    [InlineData(ColumnType.Integer, "true", 1L)]
    [InlineData(ColumnType.Integer, "9223372036854775807", long.MaxValue)]
    [InlineData(ColumnType.Integer, "-9223372036854775808", long.MinValue)]
    [InlineData(ColumnType.Integer, "9007199254740991.0", 9007199254740991L)]
    [InlineData(ColumnType.Integer, "1e3", 1000L)]
    [InlineData(ColumnType.Real, "1", 1.0)]
    [InlineData(ColumnType.Real, "\"0.5\"", 0.5)]
    [InlineData(ColumnType.Real, "\"1e-3 \"", 0.001)]
    [InlineData(ColumnType.Real, "\"\"", null)]
    [InlineData(ColumnType.Boolean, "true", 1L)]
    [InlineData(ColumnType.Boolean, "\"False\"", 0L)]
    [InlineData(ColumnType.Boolean, "0", 0L)]
    [InlineData(ColumnType.Boolean, "\"1\"", 1L)]
    [InlineData(ColumnType.Date, "\"2024-02-29\"", "2024-02-29")]
    [InlineData(ColumnType.Date, "\"2021-11-15T00:00:00\"", "2021-11-15")]
    [InlineData(ColumnType.Date, "\"2021-11-15 23:59:59+05:00\"", "2021-11-15")]
    [InlineData(ColumnType.Timestamp, "\"2025-09-15T10:00:00Z\"", "2025-09-15T10:00:00Z")]
    [InlineData(ColumnType.Timestamp, "\"2025-09-15T10:00:00.1200000+02:00\"", "2025-09-15T08:00:00.12Z")]
    [InlineData(ColumnType.Timestamp, "\"2025-09-15 10:00\"", "2025-09-15T10:00:00Z")]
    [InlineData(ColumnType.Timestamp, "\"2025-09-15\"", "2025-09-15T00:00:00Z")]
    [InlineData(ColumnType.Json, "{\"a\" : [1, 2.50, null]}", "{\"a\":[1,2.50,null]}")]
    [InlineData(ColumnType.Json, "\"\"", "\"\"")]
    public void A_value_becomes_what_its_column_keeps(ColumnType type, string json, object? expected) => Assert.Equal(expected, OfJson(type, json));

    [Theory]
    [InlineData(ColumnType.Text, "{}")]
    [InlineData(ColumnType.Text, "\"a\\u0000b\"")]
    [InlineData(ColumnType.Integer, "13.5")]
    [InlineData(ColumnType.Integer, "\"1,000\"")]
    [InlineData(ColumnType.Integer, "9223372036854775808")]
    [InlineData(ColumnType.Integer, "9007199254740992.0")]
    [InlineData(ColumnType.Integer, "\"9007199254740993.0\"")]
    [InlineData(ColumnType.Integer, "1e400")]
    [InlineData(ColumnType.Integer, "[]")]
    [InlineData(ColumnType.Real, "\"NaN\"")]
    [InlineData(ColumnType.Real, "\"Infinity\"")]
    [InlineData(ColumnType.Real, "1e999")]
    [InlineData(ColumnType.Real, "\"1.234,5\"")]
    [InlineData(ColumnType.Real, "true")]
    [InlineData(ColumnType.Boolean, "2")]
    [InlineData(ColumnType.Boolean, "\"yes\"")]
    [InlineData(ColumnType.Date, "\"2023-02-29\"")]
    [InlineData(ColumnType.Date, "\"29/02/2024\"")]
    [InlineData(ColumnType.Date, "\"0000-01-01\"")]
    [InlineData(ColumnType.Date, "\"10000-01-01\"")]
    [InlineData(ColumnType.Date, "\"2024-02-29 or so\"")]
    [InlineData(ColumnType.Date, "20240229")]
    [InlineData(ColumnType.Timestamp, "\"10:00\"")]
    [InlineData(ColumnType.Timestamp, "\"02/03/2025\"")]
    [InlineData(ColumnType.Timestamp, "\"2016-12-31T23:59:60Z\"")]
    [InlineData(ColumnType.Timestamp, "\"2025-09-15T25:00:00Z\"")]
    [InlineData(ColumnType.Timestamp, "1757930400")]
    public void C43_A_value_that_does_not_fit_is_invalid_data_and_named(ColumnType type, string json)
    {
        var e = Assert.Throws<BackfillException>(() => OfJson(type, json));
        Assert.Equal((FailureCategory.InvalidData, false), (e.Category, e.CanRetry));
        Assert.StartsWith("t.c: '", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_a_processor_are_converted_too()
    {
        Assert.Equal(5L, Of(ColumnType.Integer, (short)5));
        Assert.Equal(5L, Of(ColumnType.Integer, 5.0));
        Assert.Equal(0.25, Of(ColumnType.Real, 0.25m));
        Assert.Equal(1L, Of(ColumnType.Boolean, true));
        Assert.Equal("2024-02-29", Of(ColumnType.Date, new DateOnly(2024, 2, 29)));
        Assert.Equal("2024-02-29", Of(ColumnType.Text, new DateOnly(2024, 2, 29)));
        Assert.Equal("2024-02-29T00:30:00Z", Of(ColumnType.Timestamp, new DateTimeOffset(2024, 2, 29, 2, 30, 0, TimeSpan.FromHours(2))));
        Assert.Equal("0.5", Of(ColumnType.Text, 0.5));
        Assert.Null(Of(ColumnType.Real, null));
        Assert.Throws<BackfillException>(() => Of(ColumnType.Real, double.NaN));
        Assert.Throws<BackfillException>(() => Of(ColumnType.Text, "half \ud83d"));
        Assert.Throws<BackfillException>(() => Of(ColumnType.Text, "half \ude00\ud83d"));
    }

    [Fact]
    public void There_is_one_zero() => Assert.Equal(0L, BitConverter.DoubleToInt64Bits((double)OfJson(ColumnType.Real, "-0.0")!));

    [Fact]
    public void A_long_value_is_shortened_in_the_message() =>
        Assert.InRange(Assert.Throws<BackfillException>(() => Of(ColumnType.Integer, new string('x', 5000))).Message.Length, 60, 120);

    private static object? OfJson(ColumnType type, string json) => Of(type, JsonElement.Parse(json));

    private static object? Of(ColumnType type, object? value) => ColumnValue.Convert(value, new ColumnDefinition("c", "c", type), "t");
}
