using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Host.Tests.JobFiles;

public sealed class SourceReaderTests
{
    [Fact]
    public void A_source_over_http_takes_all_its_keys()
    {
        var source = Http("""
            source {
              base = "https://api.example/v1", path = "/d?x=1", format = ndjson, not-found = empty, timeout = 20s
              params { on = "{date}" }, headers { Authorization = "Bearer x" }
              paging { type = page, parameter = p, first = 0 }
              limit { rate = 120/min, concurrency = 3, per-minute = 100, per-hour = 2000, per-day = 10000, adaptive = true, budget = shared }
              caps { body = 1 MiB, depth = 8, pages = 5, ratio = 20 }
              idle-timeout = 5s, min-progress = 2 KiB
              allow-origins = ["https://files.example", "http://10.0.0.7:9000"], allow-private = true
              tls { ca-file = own.pem }, blocked = ["zutritt verweigert"]
            }
            """);

        Assert.Equal("https://api.example/v1", source.Base);
        Assert.Equal("/d?x=1", source.Path);
        Assert.Equal(BodyFormat.Ndjson, source.Format);
        Assert.True(source.NotFoundIsEmpty);
        Assert.Equal(TimeSpan.FromSeconds(20), source.RequestTimeout);
        Assert.Equal("{date}", source.Parameters["on"]);
        Assert.Equal("Bearer x", source.Headers["Authorization"]);
        Assert.Equal(new PagingDefinition.PageNumber("p", 0, null, null), source.Paging);
        Assert.Equal(new LimitDefinition(2, 3) { PerMinute = 100, PerHour = 2000, PerDay = 10000, IsAdaptive = true, Budget = "shared" }, source.Limit);
        Assert.Equal(new CapsDefinition(1 << 20, 8, 5, 20), source.Caps);
        Assert.Equal((TimeSpan.FromSeconds(5), 2048L), (source.IdleTimeout, source.MinProgress));
        Assert.Equal("https://files.example http://10.0.0.7:9000", string.Join(' ', source.AllowOrigins));
        Assert.True(source.AllowPrivate);
        Assert.Equal("own.pem", source.Tls.CaFile);
        Assert.Equal("zutritt verweigert", Assert.Single(source.Blocked));
    }

    [Fact]
    public void A_header_takes_its_value_from_a_file()
    {
        var source = Http("""source.headers { Authorization { file = "token.txt", prefix = "Bearer " }, X-Key = k }""");

        Assert.Equal(new HeaderFile("token.txt", "Bearer "), Assert.Single(source.HeaderFiles).Value);
        Assert.Equal("X-Key", Assert.Single(source.Headers).Key);
    }

    [Fact]
    public void A_total_that_differs_fails_unless_the_job_says_warn()
    {
        Assert.True(Http("source.paging { type = next, next = n, total = t, total-mismatch = warn }").Paging.TotalMismatchWarns);
        Assert.False(Http("source.paging { type = next, next = n, total = t }").Paging.TotalMismatchWarns);
        Assert.Equal("status.error", Http("source.error = status.error").ErrorPath);
    }

    [Fact]
    public void Paging_by_number_starts_at_page_1() =>
        Assert.Equal(new PagingDefinition.PageNumber("page", 1, "meta.pages", "total"), Http("source.paging { type = page, pages = meta.pages, total = total }").Paging);

    [Fact]
    public void Paging_by_cursor_needs_the_cursors_path()
    {
        Assert.Equal(new PagingDefinition.Cursor("cursor", "next", "abc", null), Http("source.paging { type = cursor, cursor = next, start = abc }").Paging);
        Assert.EndsWith("source.paging.cursor: is missing", JobText.Error("source.paging { type = cursor }"), StringComparison.Ordinal);
    }

    [Fact]
    public void Paging_by_link_needs_the_links_path() =>
        Assert.Equal(new PagingDefinition.NextLink("links.next", null), Http("source.paging { type = next, next = links.next }").Paging);

    [Fact]
    public void A_source_of_files_takes_all_its_keys()
    {
        var source = Assert.IsType<FilesSourceDefinition>(JobText.Load("""
            source = null, source { type = files, path = "in/{date}-*.csv.gz", where { DAY = "{date}" }, missing = empty, caps.pages = 3 }
            """).Source);

        Assert.Equal("in/{date}-*.csv.gz", source.Path);
        Assert.Equal(BodyFormat.Csv, source.Format);
        Assert.Equal("{date}", source.Where["DAY"]);
        Assert.True(source.MissingIsEmpty);
        Assert.Equal(3, source.Caps.Pages);
    }

    [Fact]
    public void A_source_of_a_database_takes_all_its_keys()
    {
        var source = Assert.IsType<SqlSourceDefinition>(JobText.Load("""
            source = null, source { type = sql, path = "nba.db", queries { games = "SELECT * FROM g WHERE d < {date} ;", teams = "with t as (select 1) select * from t" }
              items = "games[*]", caps.body = 1 MiB }
            """).Source);

        Assert.Equal("nba.db", source.Path);
        Assert.Equal([new SqlQuery("games", "SELECT * FROM g WHERE d < {date}"), new SqlQuery("teams", "with t as (select 1) select * from t")], source.Queries.AsEnumerable());
        Assert.Equal(("games[*]", 1L << 20), (source.Items, source.Caps.BodyBytes));
    }

    [Theory]
    [InlineData("dsn = \"postgres://ann@db/nba?schema=stats\", password = sesame, timeout = 3s", "postgres://ann@db:5432/nba?schema=stats", 3)]
    [InlineData("path = \"Host=db;Username=ann;Password=sesame;Database=nba\"", "postgres://ann@db:5432/nba", 100)]
    public void A_source_of_a_server_is_an_address_that_is_shown_without_its_password(string place, string shown, int seconds)
    {
        var source = Assert.IsType<SqlSourceDefinition>(JobText.Load($$"""source = null, source { type = sql, {{place}}, query = "SELECT 1" }""").Source);

        Assert.Equal((shown, TimeSpan.FromSeconds(seconds)), (source.Path, source.Timeout));
        Assert.Contains("sesame", source.Dsn, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", source.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.json", BodyFormat.Json)]
    [InlineData("a.JSONL.gz", BodyFormat.Ndjson)]
    [InlineData("a.ndjson", BodyFormat.Ndjson)]
    [InlineData("a.txt\", format = \"csv", BodyFormat.Csv)]
    public void The_format_of_files_follows_their_name_unless_said(string path, BodyFormat format) => Assert.Equal(
        format, Assert.IsType<FilesSourceDefinition>(JobText.Load($$"""source = null, source { type = files, path = "{{path}}" }""").Source).Format);

    [Theory]
    [InlineData("source.base = \"ftp://x\"", "source.base: 'ftp://x': expected an absolute address, http://... or https://...")]
    [InlineData("source.base = /relative", "source.base: '/relative': expected an absolute address, http://... or https://...")]
    [InlineData("source.base = \"http://me:hunter2@x\"", "source.base: user name and password do not belong into an address; send them as headers")]
    [InlineData("source.base = \"http://x?a=1\"", "source.base: 'http://x?a=1': query and fragment belong into path or params")]
    [InlineData("source.base = \"http://x/{date}\"", "source.base: 'http://x/{date}': values of the unit belong into path or params")]
    [InlineData("source.path = \"/a#b\"", "source.path: '/a#b': a request has no fragment; '#' in a value is %23")]
    [InlineData("source.path = \"/{dat}\"", "source.path: '{dat}': the plan has no such dimension; it has date; did you mean date?")]
    [InlineData("source.path = \"/{date\"", "source.path: '/{date': '{' at 2 is not closed; a brace that is meant as such is written twice")]
    [InlineData("source.params { a = \"{x}\" }", "source.params.a: '{x}': the plan has no such dimension; it has date")]
    [InlineData("source.params { a = [1] }", "source.params.a: a list: expected a text")]
    [InlineData("source.headers { \"a b\" = x }", "source.headers.\"a b\": a header is a name without blanks and a value of one line")]
    [InlineData("source.headers { a = \"secret\\nX: y\" }", "source.headers.a: a header is a name without blanks and a value of one line")]
    [InlineData("source.items = \"a[x]\"", "source.items: 'a[x]': '[x]' at 2 is neither [*] nor a position")]
    [InlineData("source.items = \"^.a\"", "source.items: '^.a': the path starts at the document, where there is no '^' and no '$unit'")]
    [InlineData("source.format = xml", "source.format: \"xml\": expected json, csv, ndjson, html")]
    [InlineData("source.timeout = 2d", "source.timeout: 48 h: must be 1 ms to 24 h")]
    [InlineData("source.limit.rate = 0/s", "source.limit.rate: 0/s: must be above 0 and at most 1,000,000/s; without the key there is no limit")]
    [InlineData("source.limit.per-day = 0", "source.limit.per-day: 0: must be 1 to 1,000,000,000,000; without the key there is no limit")]
    [InlineData("source.limit.budget = ../x", "source.limit.budget: 1 to 64 letters, digits, '.', '_' or '-', and no '.' first")]
    [InlineData("source.limit.rate = fast", "source.limit.rate: \"fast\": expected a rate such as 2/s, 100/min, 5000/h")]
    [InlineData("source.limit.concurrency = 0", "source.limit.concurrency: 0: must be 1 to 1,024")]
    [InlineData("source.caps.body = 1", "source.caps.body: 1: must be 1,024 to 1,073,741,824 bytes")]
    [InlineData("source.paging.type = pages", "source.paging.type: \"pages\": expected none, page, cursor, next; did you mean page?")]
    [InlineData("source.paging { parameter = x }", "source.paging.type: is missing: none, page, cursor or next")]
    [InlineData("source.paging { type = page, next = n }", "source.paging.next: is a key of type = next")]
    [InlineData("source { format = csv, paging { type = cursor, cursor = c } }", "source.paging.type: csv bodies are rows alone and hold no cursor or link; use page")]
    [InlineData("source { format = csv, paging { type = page, pages = p } }", "source.paging.pages: csv and ndjson bodies are rows alone and hold no such number")]
    [InlineData("source.headers { A { prefix = x } }", "source.headers.A.file: is missing")]
    [InlineData("source.headers { A { file = f, value = hunter2 } }", "source.headers.A.value: unknown key")]
    [InlineData("source.headers { A { file = f, prefix = \"hunter2\\n\" } }", "source.headers.A: a header is a name without blanks and a value of one line")]
    [InlineData("source.allow-origins = [\"https://x/y\"]", "source.allow-origins: 'https://x/y': expected an origin, https://host or https://host:port, without path")]
    [InlineData("source.allow-origins = [\"http://10.0.0.7\"]", "source.allow-origins: 'http://10.0.0.7': leads to a private network, which takes allow-private = true as well")]
    [InlineData("source.blocked = [\"\"]", "source.blocked: '': is empty")]
    [InlineData("source.tls.ca-file = \"\"", "source.tls.ca-file: is blank")]
    [InlineData("source.tls.insecure = true", "source.tls.insecure: unknown key")]
    [InlineData("source.idle-timeout = 0", "source.idle-timeout: 0 s: must be 1 ms to 24 h")]
    [InlineData("source.paging { total-mismatch = warn }", "source.paging.type: is missing: none, page, cursor or next")]
    [InlineData("source.paging { type = none, total-mismatch = warn }", "source.paging.total-mismatch: is a key of type = page or cursor or next")]
    [InlineData("source { format = csv, error = e }", "source.error: csv and ndjson bodies are rows alone and hold no such value")]
    [InlineData("source.missing = empty", "source.missing: is a key of type = files")]
    [InlineData("source.type = htp", "source.type: \"htp\": expected http, files, sql, browser; did you mean http?")]
    [InlineData("source = null, source { type = files }", "source.path: is missing")]
    [InlineData("source = null, source { type = files, path = \"a.txt\" }", "source.format: is missing, and the file's name does not tell: json, csv or ndjson")]
    [InlineData("source = null, source { type = files, path = \"a.csv\", where { \"a[\" = x } }", "source.where.\"a[\": '[' at 2 is not closed")]
    [InlineData("source = null, source { type = files, path = \"a.csv\", timeout = 3s }", "source.timeout: is a key of type = http")]
    [InlineData("source = null, source { type = sql, dsn = \"postgres://u:sesame@db:x/d\", query = \"SELECT 1\" }", "source.dsn: its port is no number from 1 to 65,535")]
    [InlineData("source = null, source { type = sql, path = \"postgres://u:sesame@db:x/d\", query = \"SELECT 1\" }", "source.path: its port is no number from 1 to 65,535")]
    [InlineData("source = null, source { type = sql, path = a.db, dsn = \"postgres://db/d\", query = \"SELECT 1\" }", "source.dsn: a source has path, a file, or dsn, a server, not both")]
    [InlineData("source = null, source { type = sql, dsn = \"postgres://db/d\", query = \"SELECT 1\", timeout = 0 }", "source.timeout: 0 s: must be 1 ms to 24 h")]
    [InlineData("source.dsn = \"postgres://db/d\"", "source.dsn: is a key of type = sql")]
    [InlineData("source = null, source { type = sql, path = a.db }", "source.query: is missing: query = SELECT, or queries { NAME = SELECT }")]
    [InlineData("source = null, source { type = sql, path = a.db, query = \"SELECT 1\", queries { a = \"SELECT 2\" } }", "source.queries: a source has query or queries, not both")]
    [InlineData("source = null, source { type = sql, path = a.db, queries {} }", "source.queries: holds no query")]
    [InlineData("source = null, source { type = sql, path = a.db, query = \"DELETE FROM t\" }", "source.query: expected one SELECT")]
    [InlineData("source = null, source { type = sql, path = a.db, query = \"SELECT {dat}\" }", "source.query: '{dat}': the plan has no such dimension; it has date; did you mean date?")]
    [InlineData("source = null, source { type = sql, path = a.db, queries { a = \"SELECT 'x''' || '{date}'\" } }", "source.queries.a: '{date}' stands in quotes: values are bound as parameters, and a text in quotes holds none; write {date} without them")]
    [InlineData("source = null, source { type = sql, path = a.db, query = \"SELECT 1\", timeout = 3s }", "source.timeout: is a key of dsn: a query of a file is ended with its unit, retry.attempt-timeout")]
    [InlineData("source.query = \"SELECT 1\"", "source.query: is a key of type = sql")]
    [InlineData("source = 3", "source: 3: expected an object in braces")]
    [InlineData("source = null", "source: is null: it needs a value")]
    public void A_wrong_source_is_named_with_its_value(string line, string error) =>
        Assert.EndsWith(": " + error, JobText.Error(line), StringComparison.Ordinal);

    [Fact]
    public void A_secret_is_never_part_of_an_error()
    {
        var errors = JobText.Errors("source { base = \"http://me:hunter2@x\", headers { a = \"hunter2\\n\" } }");

        Assert.DoesNotContain(errors, e => e.Contains("hunter2", StringComparison.Ordinal));
    }

    private static HttpSourceDefinition Http(string lines) => Assert.IsType<HttpSourceDefinition>(JobText.Load(lines).Source);
}
