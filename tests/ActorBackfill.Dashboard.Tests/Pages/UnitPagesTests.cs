using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Dashboard.Pages.Unit;
using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Tests.Pages;

public sealed class UnitPagesTests
{
    private static readonly string Long = new('k', 20_000);

    public static TheoryData<string> HostileTexts => ["<img src=x onerror=alert(1)>", "\"' onmouseover='alert(1)", "</script><script>alert(1)</script>", "a\0b", "\u202egnp.exe", "\u001b[31mred", Long];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task S6_Whatever_a_unit_is_called_or_failed_with_is_text(string hostile)
    {
        foreach (var html in (string[])[await ListAsync(hostile), await UnitAsync(hostile), await CalendarAsync(hostile, 3), await CalendarAsync(hostile, 80)])
        {
            Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
            Assert.DoesNotContain("alert(1)</script>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("' onmouseover", html, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
            Assert.True(html.Length < 200_000, $"{html.Length} characters");
        }
    }

    [Fact]
    public async Task Characters_that_cannot_be_seen_are_replaced_where_they_are_only_read()
    {
        var html = await UnitAsync("\u202e\0\u001b\u200b");

        foreach (var code in (string[])["\u202e", "&#x202E;", "\0", "&#x0;", "\u001b", "&#x1B;", "&#x200B;"])
        {
            Assert.DoesNotContain(code, html[html.IndexOf("unit-why", StringComparison.Ordinal)..], StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Every_state_has_a_sign_and_a_name_in_a_cell_and_in_the_legend()
    {
        var html = await CalendarAsync("v", 3);

        foreach (var (state, style, sign) in StateSigns.All)
        {
            Assert.Contains($"<span class=\"swatch {style}\" aria-hidden=\"true\">", html, StringComparison.Ordinal);
            Assert.Contains($": 1 {state}\" title=", html, StringComparison.Ordinal);
            Assert.Contains($"\">{sign}</a>", html, StringComparison.Ordinal);
        }

        Assert.Equal(StateSigns.All.Count, StateSigns.All.Select(s => s.Sign).Distinct().Count());
        Assert.Equal(StateSigns.All.Count, StateSigns.All.Select(s => s.Class).Distinct().Count());
    }

    [Fact]
    public async Task A_large_calendar_has_names_in_its_cells_and_no_link_each()
    {
        var html = await CalendarAsync("v", 80);

        Assert.Contains("<td class=\"f\" aria-label=\"v0 2024: 1 failed\">✕</td>", html, StringComparison.Ordinal);
        Assert.Contains("role=\"grid\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_a_unit_escapes_its_key_once_more_and_one_too_long_for_an_address_is_none()
    {
        Assert.Equal("/jobs/a%20b/units/date%3D2024-02-29/state%3Da%252Fb", UnitLinks.Unit("a b", "date=2024-02-29/state=a%2Fb"));
        Assert.Null(UnitLinks.Unit("job", Long));
        Assert.DoesNotContain("href=\"/jobs/job/units/k", await ListAsync(Long), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_stays_in_the_address_of_every_link()
    {
        var html = await ListAsync("v");

        Assert.Contains("href=\"/jobs/job/units?filter=state%3DVIC%20and%20n%3E1&amp;state=failed&amp;after=next&amp;limit=50\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/jobs/job/units?filter=state%3DVIC%20and%20n%3E1&amp;state=failed&amp;limit=50&amp;format=csv\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"state=VIC and n>1\"", html.Replace("&gt;", ">", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_of_a_cell_names_row_and_column()
    {
        var dates = Table("date", "date");
        Assert.Equal("date=2024-02-29", CalendarLinks.Filter(dates, new CalendarHead("", "2024-02"), new CalendarHead("", "29")));
        Assert.Equal("state='a b' and date=2024", CalendarLinks.Filter(Table("state", "date"), new CalendarHead("", "'a b'"), new CalendarHead("", "2024")));
        Assert.Equal("n>=1 and n<=100", CalendarLinks.Filter(Table("n", null) with { HasRanges = true }, new CalendarHead("", "1") { Last = "100" }, new CalendarHead("", "")));
    }

    private static CalendarTable Table(string rows, string? columns) => new() { Title = "", RowDimension = rows, ColumnDimension = columns, Columns = [], Rows = [] };

    private static Task<string> ListAsync(string hostile) => RenderAsync<UnitsPage>(new UnitsView
    {
        Job = "job",
        Sequence = 7,
        Question = new UnitsQuestion { Filter = "state=VIC and n>1", States = ["failed"], Limit = 50 },
        Units = [new UnitRow(hostile, "failed") { Category = hostile, Text = hostile, Group = 3, Attempt = 2 }],
        All = new CellCounts { Total = 10, Done = 9, Failed = 1 },
        Next = "next",
        Error = hostile,
        Notice = hostile,
        Names = [hostile.Length > 100 ? "n" : hostile],
        Retry = new RetryPreview(1) { First = [hostile], Hints = [hostile], Error = hostile },
    });

    private static Task<string> UnitAsync(string hostile) => RenderAsync<UnitPage>(new UnitView
    {
        Job = "job",
        Sequence = 7,
        Key = "k",
        State = "failed",
        Values = [new(hostile, hostile)],
        Category = hostile,
        Text = hostile,
        Reasons = [hostile],
        LedgerTrouble = hostile,
        Moments = [new UnitMoment(DateTimeOffset.UnixEpoch, "failed", hostile)],
        CanRetry = true,
    });

    // A row a value and a column a state.
    private static Task<string> CalendarAsync(string value, int rows)
    {
        CellCounts?[] cells =
        [
            new CellCounts { Total = 1, Failed = 1 }, new CellCounts { Total = 1, Quarantined = 1 }, new CellCounts { Total = 1, Running = 1 }, new CellCounts { Total = 1 },
            new CellCounts { Total = 1, Skipped = 1 }, new CellCounts { Total = 1, Empty = 1 }, new CellCounts { Total = 1, Done = 1 }, null,
        ];
        return RenderAsync<CalendarPage>(new CalendarView
        {
            Job = "job",
            Sequence = 7,
            Units = new CellCounts { Total = 7, Done = 1 },
            Shown = new CalendarQuestion { Zoom = "year", By = "state" },
            Dates = "date",
            Tables =
            [
                new CalendarTable
                {
                    Title = "state by date",
                    RowDimension = "state",
                    ColumnDimension = "date",
                    Columns = [.. cells.Select((_, i) => new CalendarHead($"{2024 + i}", $"{2024 + i}"))],
                    Rows = [.. Enumerable.Range(0, rows).Select(i => new CalendarRow(new CalendarHead($"{(value.Length > 100 && i > 0 ? "v" : value)}{i}", $"v{i}"), [.. cells]))],
                },
            ],
        });
    }

    private static async Task<string> RenderAsync<TPage>(object view)
        where TPage : IComponent
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return await PageAnswer.RenderAsync<TPage>(services, new PageFrame { Title = "t", Job = "job" }, view);
    }
}
