using System.Text;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Connectors.Tests.Bodies;

public sealed class CsvBodyReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a,b\r\n1,2\r\n", "1|2")]
    [InlineData("a,b\n1,2", "1|2")]
    [InlineData("a,b\n,\n", "|")]
    [InlineData("a,b\n1,\n", "1|")]
    [InlineData("a,b\n1,", "1|")]
    [InlineData("a,b\n\n1,2\n\n", "1|2")]
    [InlineData("a,b\n\"1,\n2\",\"x \"\"y\"\"\"\n", "1,\n2|x \"y\"")]
    [InlineData("a,b\n1 \"q\" 2,\\\n", "1 \"q\" 2|\\")]
    [InlineData("a,b\n\"\",\"\"\"\"\r\n", "|\"")]
    [InlineData("a,b\n\u00e4\t,\u0001\n", "\u00e4\t|\u0001")]
    public void Values_are_read_as_they_are_written(string csv, string values) =>
        Assert.Equal([values], Rows(csv).Select(r => string.Join('|', r)));

    [Fact]
    public void A_column_of_its_own_keeps_its_blanks() => Assert.Equal(["1", "", "2"], Rows("a\n1\n\n2\n").Select(r => r.Single()));

    [Theory]
    [InlineData("a,b\n1\n", FailureCategory.InvalidData)]
    [InlineData("a,b\n1,2,3\n", FailureCategory.InvalidData)]
    [InlineData("a,b\n\"1\"2,3\n", FailureCategory.InvalidData)]
    [InlineData("a,b\n1,\"2\n", FailureCategory.Truncated)]
    [InlineData("a,a\n1,2\n", FailureCategory.SourceSchema)]
    public void What_is_no_table_is_refused(string csv, FailureCategory category) =>
        Assert.Equal(category, Assert.Throws<BackfillException>(() => Rows(csv)).Category);

    [Fact]
    public void A_ragged_row_is_named_by_its_number() => Assert.Equal(
        "here row 3 has 1 values, the header has 2", Assert.Throws<BackfillException>(() => Rows("a,b\n1,2\n3\n")).Message);

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        var texts = Gen.Elements("", "a", "1", "\"", ",", "\n", "\r\n", "\\", "\u0000", "\u001f", "\u00e4\u20ac\U0001F600", "x\"y", " ");
        var table = Gen.Choose(2, 5).SelectMany(columns => texts.ArrayOf(columns).ListOf());
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(table.ToArbitrary(), rows =>
        {
            var width = rows.Count == 0 ? 1 : rows[0].Length;
            var csv = new StringBuilder(string.Join(',', Enumerable.Range(0, width))).Append('\n');
            foreach (var row in rows)
            {
                csv.AppendJoin(',', row.Select(v => $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
            }

            return Rows(csv.ToString()).Select(r => string.Join('|', r)).SequenceEqual(rows.Select(r => string.Join('|', r)));
        }));
    }

    [Fact]
    public void Many_rows_keep_their_order_over_groups()
    {
        var csv = "number,text\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i},some text\n"));
        var rows = Rows(csv);
        Assert.Equal(50_000, rows.Count);
        Assert.Equal("49999", rows[^1][0]);
    }

    private static List<string[]> Rows(string csv)
    {
        var content = new CsvBodyReader(new CapsDefinition()).Read(Encoding.UTF8.GetBytes(csv), new BodyOrigin("here", BodyEnd.Proven));
        return [.. content.Items.Select(i => i.Value.EnumerateObject().Select(p => p.Value.GetString()!).ToArray())];
    }
}
