using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Dashboards.Calendar;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

public sealed class CalendarReaderTests
{
    [Fact]
    public void A_leap_day_is_a_cell_and_days_that_a_month_does_not_have_are_blank()
    {
        using var job = new ModelJob("date { range = [2023-01-01, 2024-12-31], step = day }");
        job.Settle(1, UnitOutcome.Done, job.Plan.IndexOf("date=2024-02-29"));

        var view = Read(job, new CalendarQuestion());

        Assert.Equal("2023 2024", string.Join(' ', view.Tables.Select(t => t.Title)));
        Assert.Null(Cell(view, "2023-02", "29"));
        Assert.Null(Cell(view, "2024-02", "30"));
        Assert.Equal(("done", 1L), (Cell(view, "2024-02", "29")!.Value.State, Cell(view, "2024-02", "29")!.Value.Total));
        Assert.Equal("open", Cell(view, "2024-02", "28")!.Value.State);
        Assert.Equal(731, view.Tables.Sum(t => t.Rows.Sum(r => r.Cells.Count(c => c is not null))));
    }

    [Fact]
    public void Days_on_which_clocks_are_changed_come_once_with_the_hours_they_have()
    {
        using var job = new ModelJob("hour { range = [2024-03-30, 2024-10-28], step = hour, time-zone = \"Europe/Berlin\" }");
        job.Settle(1, UnitOutcome.Done, Enumerable.Range(0, 48 - 1).Select(i => (long)i));

        var view = Read(job, new CalendarQuestion { Zoom = "day" });

        Assert.Equal((24L, 23L, 25L), (Total(view, "2024-03", "30"), Total(view, "2024-03", "31"), Total(view, "2024-10", "27")));
        Assert.Equal(("done", "done", "open"), (Cell(view, "2024-03", "30")!.Value.State, Cell(view, "2024-03", "31")!.Value.State, Cell(view, "2024-04", "01")!.Value.State));
        Assert.Equal(job.Plan.Count, view.Tables.Sum(t => t.Rows.Sum(r => r.Cells.Sum(c => c?.Total ?? 0))));
    }

    [Fact]
    public void What_needs_attention_most_is_what_a_cell_shows()
    {
        using var job = new ModelJob();
        job.Settle(1, UnitOutcome.Done, 0, 1, 2, 3, 4);
        job.Settle(1, UnitOutcome.Done, 5, 6, 7);
        job.Settle(1, UnitOutcome.Empty, 8);
        job.Close(UnitOutcome.Skipped, null, _ => "not wanted", 9);
        job.Settle(1, UnitOutcome.Done, 10, 11, 12, 13);
        job.Fail("transient", "refused", 14);
        job.Close(UnitOutcome.Quarantined, "crashed-process", _ => "the process died", 15);

        var view = Read(job, new CalendarQuestion { By = "" });

        Assert.Equal("done", Cell(view, "2024-01", "01")!.Value.State);
        Assert.Equal(("skipped", "1 skipped, 1 empty, 3 done"), (Cell(view, "2024-01", "02")!.Value.State, Cell(view, "2024-01", "02")!.Value.Text));
        Assert.Equal("failed", Cell(view, "2024-01", "03")!.Value.State);
        Assert.Equal(("quarantined", "1 quarantined, 4 open"), (Cell(view, "2024-01", "04")!.Value.State, Cell(view, "2024-01", "04")!.Value.Text));
        Assert.Equal("open", Cell(view, "2024-01", "05")!.Value.State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_cell_has_the_units_that_its_filter_finds(int seed)
    {
        using var job = new ModelJob("date { range = [2023-12-20, 2024-03-05], step = day }, name { values = [a, \"it's\", \"b c\", 7] }, n { range = [1, 3] }");
        var random = new Random(seed);
        for (var step = 0; step < 12; step++)
        {
            long[] places = [.. Enumerable.Range(0, 60).Select(_ => random.NextInt64(job.Plan.Count)).Distinct()];
            switch (step % 4)
            {
                case 0: job.Fail("transient", "refused", places); break;
                case 1: job.Close(UnitOutcome.Skipped, null, _ => "not wanted", places); break;
                default: job.Settle(1, (UnitOutcome)random.Next(2), places); break;
            }
        }

        foreach (var question in (CalendarQuestion[])[new() { By = "name", Zoom = "month" }, new() { By = "n", Zoom = "year" }, new() { By = "", Zoom = "day" }, new() { By = "name", Zoom = "day", From = "2024-02" }])
        {
            AssertCells(job, question);
        }
    }

    [Fact]
    public void Weeks_are_shown_under_their_own_year()
    {
        using var job = new ModelJob("week { range = [2024-12-16, 2025-01-12], step = week }");
        job.Settle(1, UnitOutcome.Done, job.Plan.IndexOf("week=2025-W01"));

        var view = Read(job, new CalendarQuestion());

        Assert.Equal("year week", string.Join(' ', view.Zooms));
        Assert.Equal("done", Cell(view, "2025", "W01")!.Value.State);
        Assert.Equal("open", Cell(view, "2024", "W52")!.Value.State);
        Assert.Null(Cell(view, "2024", "W53"));
        Assert.Equal(4, view.Tables.Sum(t => t.Rows.Sum(r => r.Cells.Count(c => c is not null))));
        AssertCells(job, new CalendarQuestion { Zoom = "year" });
    }

    [Fact]
    public void A_million_numbers_are_a_hundred_ranges()
    {
        using var job = new ModelJob("n { range = [1, 1000000] }");
        for (var first = 0; first < 10_000; first += 1_000)
        {
            job.Settle(1, UnitOutcome.Done, Enumerable.Range(first, 1_000).Select(i => (long)i));
        }

        var view = Read(job, new CalendarQuestion());

        var table = Assert.Single(view.Tables);
        Assert.Equal(100, table.Rows.Length);
        Assert.Equal(("1 to 10000", "1", "10000"), (table.Rows[0].Head.Label, table.Rows[0].Head.Value, table.Rows[0].Head.Last));
        Assert.Equal(("done", 10_000L), (table.Rows[0].Cells[0]!.Value.State, table.Rows[0].Cells[0]!.Value.Total));
        Assert.Equal("open", table.Rows[1].Cells[0]!.Value.State);
    }

    [Fact]
    public void Units_that_are_worked_on_are_running_and_no_longer_what_they_were()
    {
        using var job = new ModelJob();
        job.Fail("transient", "refused", 0, 1);
        using var model = ReadModelStore.Open(job.Job);
        ImmutableArray<long> running = [job.Plan.OrdinalAt(0), job.Plan.OrdinalAt(7)];

        foreach (var by in (string[])["", "state"])
        {
            var view = new CalendarReader(model, running).Read(new CalendarQuestion { By = by, Zoom = "day" });

            Assert.Equal((2L, 1L), (view.Units.Running, view.Units.Failed));
            Assert.Equal((2L, 1L), (view.Tables.Sum(t => t.Rows.Sum(r => r.Cells.Sum(c => c?.Running ?? 0))), view.Tables.Sum(t => t.Rows.Sum(r => r.Cells.Sum(c => c?.Failed ?? 0)))));
        }
    }

    [Theory]
    [InlineData("nothing", "never", "' or 1=1 --", -5)]
    [InlineData("day", "9999-99", "<script>", long.MaxValue)]
    [InlineData("", "0000", "date", 3)]
    public void An_address_that_makes_no_sense_shows_a_calendar_all_the_same(string zoom, string from, string by, long row)
    {
        using var job = new ModelJob();

        var view = Read(job, new CalendarQuestion { Zoom = zoom, From = from, By = by, Row = row });

        Assert.Equal(200, view.Units.Total);
        Assert.Contains(view.Shown.Zoom, view.Zooms);
    }

    [Fact]
    public void The_month_stands_over_its_first_day_and_what_cells_are_called_has_all_of_it()
    {
        using var job = new ModelJob();

        var table = Assert.Single(Read(job, new CalendarQuestion { By = "state" }).Tables);

        Assert.Equal("2024-01-01 02 31 2024-02-01 02", string.Join(' ', ((int[])[0, 1, 30, 31, 32]).Select(i => table.Columns[i].Short ?? table.Columns[i].Label)));
        Assert.Equal("VIC 2024-01-31", CalendarLinks.Name(table, table.Rows[0].Head, table.Columns[30]));
    }

    [Fact]
    public void A_page_of_years_leads_to_the_ones_before_and_behind()
    {
        using var job = new ModelJob("date { range = [1990-01-01, 2024-12-31], step = day }");

        var view = Read(job, new CalendarQuestion { Zoom = "day", From = "2005" });

        Assert.Equal(("1995", "2015"), (view.Earlier, view.Later));
        Assert.Equal(10, view.Tables.Length);
    }

    private static CalendarView Read(ModelJob job, CalendarQuestion question)
    {
        using var model = ReadModelStore.Open(job.Job);
        return new CalendarReader(model, []).Read(question);
    }

    private static CellCounts? Cell(CalendarView view, string row, string column) => view.Tables
        .SelectMany(t => t.Rows.Where(r => r.Head.Value == row).Select(r => r.Cells[t.Columns.ToList().FindIndex(c => c.Value == column)]))
        .FirstOrDefault();

    private static long Total(CalendarView view, string row, string column) => Cell(view, row, column)!.Value.Total;

    private static void AssertCells(ModelJob job, CalendarQuestion question)
    {
        using var model = ReadModelStore.Open(job.Job);
        var view = new CalendarReader(model, []).Read(question);
        Assert.NotEmpty(view.Tables);
        foreach (var table in view.Tables)
        {
            foreach (var row in table.Rows)
            {
                for (var i = 0; i < row.Cells.Length; i++)
                {
                    var filter = ListFlags.Filter(CalendarLinks.Filter(table, row.Head, table.Columns[i]));
                    var found = new UnitLister(model).Find(new UnitQuery { Filter = filter }).GroupBy(u => u.State).ToDictionary(g => g.Key, g => g.LongCount());
                    var cell = row.Cells[i] ?? default;
                    Assert.Equal(
                        cell.All.Where(s => s.Units > 0).Select(s => (s.State, s.Units)).Order(),
                        found.Select(f => (f.Key, f.Value)).Order());
                }
            }
        }
    }
}
