using ActorBackfill.Hocon;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Files;
using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Definitions;

public sealed class ReplayDefinitionTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Defaults_are_those_of_the_records()
    {
        _folder.Write("a.csv", "id\n");

        var definition = Load($$"""resources { a { files = "{{_folder.PathOf("a.csv")}}" }, r { generator = greyhound } }""");

        Assert.False(definition.Gzip);
        Assert.Equal(1, definition.FaultSeed);
        var files = Assert.IsType<FilesResource>(definition.Resources[0]);
        Assert.Equal((",", 1_000, false, FileFormat.Csv), ($"{files.Separator}", files.PerPage, files.ByCursor, files.Format));
        Assert.Equal(new GreyhoundResource("r"), definition.Resources[1]);
    }

    [Fact]
    public void Every_key_is_read()
    {
        _folder.Write("1.txt", "{}");
        _folder.Write("2.txt", "{}");

        var definition = Load($$"""
            data = nowhere, needs { data = "the folder" }
            gzip = yes, per-page = 10, fault-seed = 7
            resources {
              v1/a { files = [${data}"/2.txt", ${data}"/?.txt"], format = document, separator = ";", paging = cursor }
              b { files = ${data}"/1.txt", format = ndjson, per-page = 3 }
              r { generator = greyhound, seed = 5, meetings = [0, 1], races = [2, 2] }
            }
            """, $"data={_folder.Root}");

        Assert.Equal((true, 7L), (definition.Gzip, definition.FaultSeed));
        var files = Assert.IsType<FilesResource>(definition.Resources[0]);
        Assert.Equal("v1/a", files.Path);
        Assert.Equal([_folder.PathOf("2.txt"), _folder.PathOf("1.txt")], files.Files.AsEnumerable());
        Assert.Equal((FileFormat.Document, ';', 10, true), (files.Format, files.Separator, files.PerPage, files.ByCursor));
        Assert.Equal(3, Assert.IsType<FilesResource>(definition.Resources[1]).PerPage);
        Assert.Equal(
            new GreyhoundResource("r") { Seed = 5, Meetings = new(0, 1), Races = new(2, 2) },
            definition.Resources[2]);
    }

    [Fact]
    public void Every_error_is_told_at_once_with_its_place()
    {
        var error = Assert.Throws<HoconException>(() => Load("""
            gzip = perhaps
            per-page = 0
            fault-seed = -1
            resources {
              a/ { files = "/nowhere/*.csv", colour = red }
              b { paging = turning }
              r { generator = horses, races = [1, 13] }
            }
            pages = 3
            """));

        var told = error.Errors.Select(e => $"{e.Position.Line} {e.Path}").ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "1 gzip", "2 per-page", "3 fault-seed", "5 resources.\"a/\"", "5 resources.\"a/\".files", "5 resources.\"a/\".colour",
                "6 resources.b.paging", "6 resources.b.files", "7 resources.r.generator", "7 resources.r.races", "9 pages",
            },
            told);
        Assert.Equal(11, told.Count);
        Assert.All(error.Errors, e => Assert.StartsWith(_folder.PathOf("replay.conf") + ":", e.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_key_of_shaped_files_is_read()
    {
        _folder.WriteArchive("a.tar.gz", ("x.json", "{}"));
        _folder.Write("p.html", "");

        var definition = Load($$"""
            data = "{{_folder.Root}}", needs { data = "the folder" }
            resources {
              h { files = ${data}"/a.tar.gz", members = "*.json" }
              a {
                files = ${data}"/a.tar.gz", members = "*.json", name = "{day}.json", items = ["a[*]", "*.b"], by = day, template = p.html
                columns { date = "^.date", code { of = date, match = "(x)" }, owner { of = code, from = h, key = k, take = o, else = none } }
              }
              d { files = ${data}"/p.html", status = 403 }
            }
            """);

        var files = Assert.IsType<FilesResource>(definition.Resources[1]);
        Assert.Equal(("*.json", "{day}.json", "day", _folder.PathOf("p.html"), FileFormat.Json), (files.Members, files.NamePattern, files.By, files.Template, files.Format));
        Assert.Equal(["a[*]", "*.b"], files.Items.AsEnumerable());
        ColumnDefinition[] columns =
            [new PathColumn("date", "^.date"), new MatchColumn("code", "date", "(x)"), new LookupColumn("owner", "code", "h", "k", "o") { Else = "none" }];
        Assert.Equal(columns, files.Columns.AsEnumerable());
        Assert.Equal((FileFormat.Document, 403), Assert.IsType<FilesResource>(definition.Resources[2]) is var page ? (page.Format, page.Status) : default);
    }

    [Fact]
    public void Every_error_of_shaped_files_is_told_at_once_with_its_place()
    {
        _folder.Write("a.csv", "id\n");

        var error = Assert.Throws<HoconException>(() => Load($$"""
            a = "{{_folder.PathOf("a.csv")}}", needs { a = "a file" }
            resources {
              a { files = ${a}, items = "a..b", status = 404 }
              b { files = ${a}, name = "{x}{x}", template = nowhere.html }
              c { files = ${a}, columns { p = "^.x", m { of = id, match = "x" }, n { of = id, match = "(" } } }
              d { files = ${a}, columns { l { of = id, from = e, key = id }, o { of = id, from = d, key = id, take = id, colour = red } } }
            }
            """));

        Assert.Equal(
            [
                "3 resources.a.items", "3 resources.a.items", "3 resources.a.status", "4 resources.b.name", "4 resources.b.template",
                "5 resources.c.columns.m.match", "5 resources.c.columns.n.match", "5 resources.c.columns.p",
                "6 resources.d.columns.l.from", "6 resources.d.columns.l.take", "6 resources.d.columns.o.colour", "6 resources.d.columns.o.from",
            ],
            error.Errors.Select(e => $"{e.Position.Line} {e.Path}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_definition_without_resources_is_wrong() =>
        Assert.Contains("at least one resource", Assert.Throws<HoconException>(() => Load("resources {}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_that_show_no_format_need_one()
    {
        _folder.Write("a.txt", "");

        var error = Assert.Throws<HoconException>(() => Load($$"""resources { a { files = "{{_folder.PathOf("a.txt")}}" } }"""));

        Assert.Contains("set format", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_need_that_is_not_met_is_the_only_error()
    {
        var error = Assert.Throws<HoconException>(() => ReplayDefinition.Load(Shipped("nba.conf"), []));

        var only = Assert.Single(error.Errors);
        Assert.Contains("data: is not set: give --set data=... (the folder with player_gamelogs_<season>.csv.gz", only.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_the_files_is_named()
    {
        var error = Assert.Throws<HoconException>(() => ReplayDefinition.Load(Shipped("nba.conf"), [$"data={_folder.Root}"]));

        Assert.Equal(2, error.Errors.Length);
        Assert.Contains($"no file matches {_folder.Root}/player_gamelogs_*.csv.gz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_generator_is_the_default_one() =>
        Assert.Equal([new GreyhoundResource("results")], ReplayDefinition.Load(Shipped("greyhound.conf"), []).Resources.AsEnumerable());

    private static string Shipped(string name) => Path.Combine(Repository.Root, "HOCON", "replay", name);

    private ReplayDefinition Load(string text, params string[] overlays) => ReplayDefinition.Load(_folder.Write("replay.conf", text), overlays);
}
