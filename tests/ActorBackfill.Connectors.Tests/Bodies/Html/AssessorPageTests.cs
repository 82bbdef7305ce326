using System.IO.Compression;
using System.Text.Json;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Bodies.Html.Pages;

namespace ActorBackfill.Connectors.Tests.Bodies.Html;

/// <summary>Real pages of county sites; the facts expected of one are those that its collectors published.</summary>
public sealed class AssessorPageTests
{
    private const string Collier = "collier_fl_15955960002";

    private static readonly HtmlDefinition Sales = Taken(
        "#ParcelID",
        "#SalesAdditional > tr",
        ("date", new("[id^=SaleDate]") { Kind = HtmlValueKind.Date, DateFormat = "MM/dd/yy", IsRequired = true }),
        // "Money amount: $490,000" stands for readers of screens.
        ("amount", new("[id^=SaleAmount]") { Match = @"\$([0-9,]+)", Kind = HtmlValueKind.Number, IsRequired = true }));

    private static readonly string? Data = Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA") is { Length: > 0 } data
        ? new[] { Path.Combine(data, "assessor_html"), data }.FirstOrDefault(f => File.Exists(Path.Combine(f, Collier + ".html.gz")))
        : null;

    [SkippableFact]
    public void Sales_of_a_parcel_are_those_its_collectors_published()
    {
        var expected = Expected("sales_history", s => (s.GetProperty("ownership_transfer_date").GetString()!, s.GetProperty("purchase_price_amount").GetDecimal()));
        var sales = Read(Sales, Collier).Items.Select(i => (i.Value.GetProperty("date").GetString()!, i.Value.GetProperty("amount").GetDecimal()));
        Assert.Equal(expected.Order(), sales.Order());
    }

    [SkippableFact]
    public void Values_of_five_tax_years_are_those_its_collectors_published()
    {
        // Their taxable value of 2021 to 2023 is the assessed one, and not the 0 that the page has: it is left out.
        string[] names = ["tax_year", "property_land_amount", "property_building_amount", "property_market_value_amount", "property_assessed_value_amount", "yearly_tax_amount"];
        var expected = Expected("tax", t => string.Join('|', names.Select(n => Money(t.GetProperty(n)))));

        // The table has a row for each value and a column for each year.
        var page = Read(
            Taken(
                "#HistoryPropertyTaxTable",
                null,
                ("0", new("[id^=HistoryTaxYear]") { IsList = true, Match = "^[0-9]{4}", Kind = HtmlValueKind.Number }),
                ("1", Row("LandJustValue")),
                ("2", Row("ImprovementsJustValue")),
                ("3", Row("TotalJustValue")),
                ("4", Row("SchoolAssessedValue")),
                ("5", Row("TotalTaxes"))),
            Collier).Items.Single().Value;
        var years = Enumerable.Range(0, 5).Select(year => string.Join('|', page.EnumerateObject().Select(row => Money(row.Value[year]))));
        Assert.Equal(expected.Order(), years.Order());
    }

    [SkippableFact]
    public void Owner_identifier_legal_text_and_address_are_those_its_collectors_published()
    {
        using var json = JsonDocument.Parse(ExpectedText());
        var page = Read(
            Taken(
                "#ParcelID",
                null,
                ("parcel", new("#ParcelID") { IsRequired = true }),
                ("owner", new("#OwnerLine1") { IsRequired = true }),
                ("legal", new("#Legal")),
                ("zip", new("#FullAddressUnit") { Match = "[0-9]{5}$" }),
                ("second_owner", new("#OwnerLine3"))),
            Collier).Items.Single().Value;
        Assert.Equal(json.RootElement.GetProperty("company")[0].GetProperty("name").GetString(), page.GetProperty("owner").GetString());
        var property = json.RootElement.GetProperty("property")[0];
        Assert.Equal(property.GetProperty("parcel_identifier").GetString(), page.GetProperty("parcel").GetString());
        Assert.Equal(property.GetProperty("property_legal_description_text").GetString(), page.GetProperty("legal").GetString());
        Assert.Equal(json.RootElement.GetProperty("address")[0].GetProperty("postal_code").GetString(), page.GetProperty("zip").GetString());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("second_owner").ValueKind);
    }

    [SkippableFact]
    public void A_permit_page_gives_its_parcel_number()
    {
        var page = Read(Taken("#ctl00_PlaceHolderMain_PermitDetailList1_palParceList", null, ("parcel", new("#ctl00_PlaceHolderMain_PermitDetailList1_palParceList") { Match = "Parcel Number: ?([0-9A-Z]+)", IsRequired = true })), "lee_fl_permit_ROF2023-25665");
        Assert.Equal("14452400000030030", page.Items.Single().Value.GetProperty("parcel").GetString());
    }

    [SkippableFact]
    public void A_page_of_403_is_not_taken_for_a_parcel()
    {
        var failure = Assert.Throws<BackfillException>(() => Read(Sales, "error_403_232924141840036020"));
        Assert.Equal(FailureCategory.UnexpectedContent, failure.Category);
        Assert.Contains("without '#ParcelID': 403 - Forbidden: Access is denied.", failure.Message, StringComparison.Ordinal);
    }

    private static HtmlField Row(string name) => new($"[id^=History{name}]") { IsList = true, Kind = HtmlValueKind.Number };

    private static BodyContent Read(HtmlDefinition html, string name)
    {
        Skip.If(Data is null, "ACTORBACKFILL_DATA names no folder with assessor_html");
        using var page = new MemoryStream();
        using (var file = new GZipStream(File.OpenRead(Path.Combine(Data, name + ".html.gz")), CompressionMode.Decompress))
        {
            file.CopyTo(page);
        }

        return html.Read(page.ToArray(), new BodyOrigin(name, BodyEnd.Length, "text/html"));
    }

    private static string ExpectedText()
    {
        Skip.If(Data is null, "ACTORBACKFILL_DATA names no folder with assessor_html");
        return File.ReadAllText(Path.Combine(Data, Collier + ".upstream_expected.json"));
    }

    private static List<T> Expected<T>(string list, Func<JsonElement, T> of)
    {
        using var json = JsonDocument.Parse(ExpectedText());
        return [.. json.RootElement.GetProperty(list).EnumerateArray().Select(of)];
    }

    private static string Money(JsonElement number) => number.GetDecimal().ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
