using System.Collections.Immutable;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Faults;

/// <summary>Row E57, and rule 11 of security: credentials that end while a run goes on, and that no message shows.</summary>
public sealed class CredentialTests : IDisposable
{
    private static readonly Reply Good = Reply.Json("""{"items":[1]}""");
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task E57_Credentials_in_a_file_are_read_again_once_and_the_request_goes_on(int status)
    {
        await using var server = ServerOf("new-t0ken", status);
        var gate = new FakeGate();
        await using var source = Source(server, "old-t0ken");
        await File.WriteAllTextAsync(_file, "new-t0ken\n");
        var unit = await source.FetchAsync(Unit(), gate, CancellationToken.None);
        Assert.Equal((1, 2, 2, 0), (unit.Items.Count, unit.Requests, gate.Entered, gate.Inside));
        await source.FetchAsync(Unit(), gate, CancellationToken.None);
        Assert.Equal(["old-t0ken", "new-t0ken", "new-t0ken"], Tokens(server));
    }

    [Fact]
    public async Task E57_Credentials_that_are_refused_again_are_an_end_and_not_a_loop()
    {
        await using var server = ServerOf("another", 401);
        await using var source = Source(server, "old-t0ken");
        await File.WriteAllTextAsync(_file, "new-t0ken");
        var failure = await FailureAsync(source);
        Assert.Equal((FailureCategory.Auth, false), (failure.Category, failure.CanRetry));
        Assert.Equal(["old-t0ken", "new-t0ken"], Tokens(server));
    }

    [Fact]
    public async Task E57_Credentials_that_did_not_change_are_not_sent_again()
    {
        await using var server = ServerOf("another", 401);
        await using var source = Source(server, "old-t0ken");
        Assert.Equal(FailureCategory.Auth, (await FailureAsync(source)).Category);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task E57_A_file_that_has_gone_is_named_and_what_it_held_is_not()
    {
        await using var server = ServerOf("another", 401);
        await using var source = Source(server, "old-t0ken");
        File.Delete(_file);
        var failure = await FailureAsync(source);
        Assert.Equal((FailureCategory.Auth, false), (failure.Category, failure.CanRetry));
        Assert.Contains(_file, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task E57_All_who_were_refused_at_once_share_one_reading()
    {
        await using var server = ServerOf("new-t0ken", 401);
        await using var source = Source(server, "old-t0ken");
        await File.WriteAllTextAsync(_file, "new-t0ken");
        var units = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => source.FetchAsync(Unit(), new FakeGate(), CancellationToken.None).AsTask()));
        Assert.All(units, u => Assert.Single(u.Items));
        Assert.Equal(20, Tokens(server).Count(t => t == "new-t0ken"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("schlüssel-geheim")]
    [InlineData("two\nlines-geheim")]
    public void A_file_that_holds_no_value_is_refused_before_any_request_without_its_content(string content)
    {
        File.WriteAllText(_file, content);
        var e = Assert.Throws<FormatException>(() => new HttpSource(WithFile(Definition("http://x")), ["date"], TimeProvider.System));
        Assert.DoesNotContain("geheim", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3cret-from-file is over")]
    [InlineData("S3CRET-FROM-FILE is over")]
    [InlineData("name=s3cret%20in%20params")]
    [InlineData("user:b4sic-p4ss is over")]
    public async Task E57_No_message_shows_a_secret_in_any_of_its_forms(string said)
    {
        await File.WriteAllTextAsync(_file, "s3cret-from-file");
        await using var server = new ScriptedServer(new Reply(
            [.. "HTTP/1.1 401 x\r\nContent-Length: "u8, .. System.Text.Encoding.UTF8.GetBytes($"{said.Length}\r\n\r\n{said}")]));
        var definition = WithFile(Definition(server.Base)) with
        {
            Headers = ImmutableSortedDictionary<string, string>.Empty.Add("X-Basic", "Basic " + Convert.ToBase64String("user:b4sic-p4ss"u8)),
            Parameters = ImmutableSortedDictionary<string, string>.Empty.Add("name", "s3cret in params"),
        };
        var failure = await definition.FailureAsync();
        Assert.Contains("401", failure.Message, StringComparison.Ordinal);
        Assert.Contains("***", failure.Message, StringComparison.Ordinal);
        foreach (var secret in (string[])["s3cret-from-file", "s3cret%20in%20params", "b4sic-p4ss"])
        {
            Assert.DoesNotContain(secret, failure.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task E63_A_secret_that_an_excerpt_cuts_in_half_is_hidden_too()
    {
        await File.WriteAllTextAsync(_file, "s3cret-of-twenty-six-letters");
        await using var server = new ScriptedServer(Reply.Json("<html>" + new string('x', 184) + "s3cret-of-twenty-six-letters"));
        var failure = await WithFile(Definition(server.Base)).FailureAsync();
        Assert.EndsWith("x***", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<BackfillException> FailureAsync(HttpSource source) =>
        await Assert.ThrowsAsync<BackfillException>(() => source.FetchAsync(Unit(), new FakeGate(), CancellationToken.None).AsTask());

    private static ScriptedServer ServerOf(string token, int refusal)
    {
        ScriptedServer? server = null;
        server = new ScriptedServer((_, n) => server!.Requests[n].Contains($"Bearer {token}\r\n", StringComparison.Ordinal) ? Good : Reply.Status(refusal));
        return server;
    }

    private static IEnumerable<string> Tokens(ScriptedServer server) => server.Requests.Select(r => r.Split("Bearer ")[1].Split('\r')[0]);

    private HttpSource Source(ScriptedServer server, string token)
    {
        File.WriteAllText(_file, token);
        return new HttpSource(WithFile(Definition(server.Base)), ["date"], TimeProvider.System);
    }

    private HttpSourceDefinition WithFile(HttpSourceDefinition definition) => definition with
    {
        HeaderFiles = ImmutableSortedDictionary<string, HeaderFile>.Empty.Add("Authorization", new HeaderFile(_file, "Bearer ")),
    };
}
