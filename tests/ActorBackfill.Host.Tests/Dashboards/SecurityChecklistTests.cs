using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Serilog;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>The rules of docs/security.md that concern what is served to browsers, each by its number.</summary>
public sealed partial class SecurityChecklistTests
{
    private const string Note = "/jobs/days/commands/note";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"];

    [Fact]
    public async Task R01_An_address_that_others_can_reach_takes_a_certificate_or_an_explicit_flag()
    {
        using var directory = new WorkDirectory();
        var terminal = new RecordingTerminal(directory: directory.Path);

        var exit = await terminal.RunAsync("dashboard", directory.File(WorkDirectory.Job), "--address", "0.0.0.0", "--port", "0", "--state", directory.File(".backfill"));

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("--certificate", terminal.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory.File(".backfill")));
        await using var own = await DashboardServer.StartAsync();
        Assert.StartsWith("http://127.0.0.1:", own.Host.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R01_At_such_an_address_nothing_is_read_without_the_token_and_connections_are_encrypted()
    {
        using var certificate = SelfSigned();
        await using var server = await DashboardServer.StartAsync(new DashboardSettings { Address = IPAddress.Any, Certificate = certificate });
        string[] paths = ["/", "/jobs/days", "/jobs/days/feed", "/assets/dashboard.css", "/nothing"];

        foreach (var path in paths)
        {
            using var stranger = await server.SendAsync(HttpMethod.Get, path);
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, stranger.StatusCode));
        }

        using var known = await server.SendAsync(HttpMethod.Get, "/assets/dashboard.css", headers: [("Authorization", "Bearer " + server.Settings.Keys.Token)]);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.StartsWith("https://", server.Host.Address, StringComparison.Ordinal);
        using var login = await server.SendAsync(HttpMethod.Get, new Uri(server.Host.NewLogin()!).PathAndQuery);
        Assert.Contains("secure", login.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task R02_A_foreign_host_is_refused_on_every_route_and_method()
    {
        await using var server = await DashboardServer.StartAsync();
        var paths = server.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(route => "/" + Parameter().Replace(route.RoutePattern.RawText!.TrimStart('/'), "days"))
            .Append("/nothing").Distinct(StringComparer.Ordinal).ToList();
        string[] hosts = ["evil.com", $"evil.com:{server.Host.Port}", "127.0.0.1:1", "127.0.0.1", $"localhost.evil.com:{server.Host.Port}"];

        Assert.Contains("/assets/days", paths);
        Assert.Contains("/login", paths);
        Assert.Contains("/jobs/days/commands/days", paths);
        foreach (var (path, method) in paths.SelectMany(path => Methods.Select(method => (path, method))))
        {
            foreach (var host in method == "GET" ? hosts : hosts[..1])
            {
                using var answer = await server.SendAsync(new HttpMethod(method), path, headers: [("Host", host), ("Authorization", "Bearer " + server.Settings.Keys.Token)]);
                Assert.Equal((path, method, host, HttpStatusCode.BadRequest), (path, method, host, answer.StatusCode));
            }
        }
    }

    [Fact]
    public async Task R03_A_one_time_address_becomes_a_strict_cookie_and_is_good_only_once()
    {
        await using var server = await DashboardServer.StartAsync();
        var login = new Uri(server.Host.NewLogin()!);

        using var first = await server.SendAsync(HttpMethod.Get, login.PathAndQuery);
        using var second = await server.SendAsync(HttpMethod.Get, login.PathAndQuery);

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Unauthorized), (first.StatusCode, second.StatusCode));
        Assert.Equal("/", first.Headers.Location!.OriginalString);
        var cookie = first.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["no-referrer"], first.Headers.GetValues("Referrer-Policy"));
        Assert.False(second.Headers.Contains("Set-Cookie"));
        // Base64 of 256 bits.
        Assert.Equal(43, server.Settings.Keys.Token.Length);
        Assert.NotEqual(new AccessKeys().Token, server.Settings.Keys.Token);
    }

    [Fact]
    public async Task R03_The_token_is_in_a_file_of_its_owner_for_as_long_as_it_is_good_and_in_no_log()
    {
        using var directory = new WorkDirectory();
        var state = directory.File(".backfill");
        var talk = new Talk(new RecordingTerminal(directory: directory.Path).Terminal, IsJson: false, IsQuiet: true, IsVerbose: false, SaysYes: false, AsksNothing: true);
        var jobs = new DashboardJobs(state, [], new JobChoice("", null, null, null, state, []), talk);
        var settings = new DashboardSettings { AllowsControl = true };
        var log = directory.File("dashboard.log");
        string file;
        await using (var lines = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.File(log, formatProvider: null).CreateLogger())
        {
            await using var served = await ServedDashboard.StartAsync(settings, jobs);
            served.Attach(state, lines);
            lines.Information("attached");
            file = Directory.EnumerateFiles(Path.Combine(state, ".dashboard"), "token-*").Single();
            using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
            using var page = await client.GetAsync(new Uri(served.Login!));

            Assert.Equal(settings.Keys.Token, (await File.ReadAllTextAsync(file)).Trim());
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }

            var code = served.Login!.Split('=')[1];
            Assert.DoesNotContain(code, page.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(code, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var text = await File.ReadAllTextAsync(log);
        Assert.Contains("attached", text, StringComparison.Ordinal);
        Assert.DoesNotContain("once=", text, StringComparison.Ordinal);
        Assert.DoesNotContain(settings.Keys.Token, text, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task R04_A_command_takes_a_session_the_value_of_its_page_the_own_origin_and_json()
    {
        await using var server = await DashboardServer.StartAsync();
        var (cookie, token) = await server.SignInAsync();
        (string, string)[] whole = [("Cookie", cookie), ("X-Backfill-Token", token)];
        var own = $"http://127.0.0.1:{server.Host.Port}";

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, ("X-Backfill-Token", token)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, ("Authorization", "Bearer " + token)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, ("Cookie", cookie)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, ("Cookie", cookie), ("X-Backfill-Token", token[..^1])));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, [.. whole, ("Origin", "https://evil.com")]));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, [.. whole, ("Origin", "null")]));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, [.. whole, ("Origin", "http://127.0.0.1:1")]));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, [.. whole, ("Sec-Fetch-Site", "cross-site")]));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, [.. whole, ("Sec-Fetch-Site", "same-site")]));
        foreach (var type in (string[])["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
        {
            using var form = await server.SendAsync(HttpMethod.Post, Note, "{}", type, whole);
            Assert.Equal((type, HttpStatusCode.UnsupportedMediaType), (type, form.StatusCode));
        }

        // Without a length, too.
        using var chunked = await server.SendAsync(HttpMethod.Post, Note, "{}", "text/plain", [.. whole, ("Transfer-Encoding", "chunked")]);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, chunked.StatusCode);
        using var read = await server.SendAsync(HttpMethod.Get, Note, headers: whole);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, read.StatusCode);
        Assert.Empty(server.Commands.Given);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, [.. whole, ("Origin", own), ("Sec-Fetch-Site", "same-origin")]));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, ("Authorization", "Bearer " + server.Settings.Keys.Token)));
        Assert.Equal(2, server.Commands.Given.Count);
    }

    [Fact]
    public async Task R04_A_read_only_dashboard_takes_no_command_from_anybody()
    {
        await using var server = await DashboardServer.StartAsync(new DashboardSettings());
        var (cookie, token) = await server.SignInAsync();

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, ("Cookie", cookie)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, ("Cookie", cookie), ("X-Backfill-Token", token)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, ("Authorization", "Bearer " + server.Settings.Keys.Token)));
        Assert.Empty(server.Commands.Given);
    }

    [Theory]
    [InlineData("cross-site", "no-cors", HttpStatusCode.Forbidden)]
    [InlineData("same-site", "cors", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", "navigate", HttpStatusCode.NotFound)]
    [InlineData("same-origin", "cors", HttpStatusCode.NotFound)]
    [InlineData("none", "navigate", HttpStatusCode.NotFound)]
    public async Task R04_A_picture_or_a_script_of_another_site_makes_the_server_do_nothing_and_a_link_leads_to_it(string site, string mode, HttpStatusCode expected)
    {
        await using var server = await DashboardServer.StartAsync();

        using var answer = await server.SendAsync(HttpMethod.Get, "/nothing", headers: [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)]);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task R05_No_answer_invites_other_sites()
    {
        await using var server = await DashboardServer.StartAsync();

        foreach (var path in (string[])["/", "/assets/dashboard.js", Note, "/nothing"])
        {
            using var asked = await server.SendAsync(
                HttpMethod.Options, path, headers: [("Origin", "https://evil.com"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-backfill-token")]);
            using var read = await server.SendAsync(HttpMethod.Get, path, headers: [("Origin", "https://evil.com")]);
            Assert.DoesNotContain(asked.Headers.Concat(read.Headers), header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
            Assert.False(asked.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task R06_Every_answer_says_what_a_browser_may_do_with_it()
    {
        await using var server = await DashboardServer.StartAsync();

        foreach (var (path, host) in ((string, string?)[])[("/assets/dashboard.css", null), ("/nothing", null), ("/nothing", "evil.com"), (Note, null)])
        {
            using var answer = await server.SendAsync(HttpMethod.Get, path, headers: host is null ? [] : [("Host", host)]);
            Assert.Equal([AnswerHeaders.ContentSecurityPolicy], answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
            Assert.False(answer.Headers.Contains("Server"));
        }

        Assert.DoesNotContain("unsafe", AnswerHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none';", AnswerHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R22_A_request_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var server = await DashboardServer.StartAsync();

        using var answer = await server.SendAsync(
            HttpMethod.Post, Note, $$"""{"x":"{{new string('x', 300_000)}}"}""", headers: [("Authorization", "Bearer " + server.Settings.Keys.Token), ("Expect", "100-continue")]);
        using var deep = await server.SendAsync(
            HttpMethod.Post, Note, """{"x":[[[[[[[[[[1]]]]]]]]]]}""", headers: ("Authorization", "Bearer " + server.Settings.Keys.Token));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest), (answer.StatusCode, deep.StatusCode));
        Assert.Empty(server.Commands.Given);
    }

    [Fact]
    public void R22_Feeds_are_counted_and_a_slot_is_given_back_once()
    {
        var slots = new FeedSlots();
        var taken = Enumerable.Range(0, FeedSlots.Most).Select(_ => slots.TryTake()).ToList();

        Assert.DoesNotContain(null, taken);
        Assert.Null(slots.TryTake());
        taken[0]!.Dispose();
        taken[0]!.Dispose();
        Assert.NotNull(slots.TryTake());
        Assert.Null(slots.TryTake());
    }

    [Fact]
    public async Task R29_An_error_tells_a_browser_nothing_of_the_exception()
    {
        await using var server = await DashboardServer.StartAsync();

        using var answer = await server.SendAsync(
            HttpMethod.Post, "/jobs/days/commands/fail", "{}", headers: ("Authorization", "Bearer " + server.Settings.Keys.Token));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/var/lib", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", text, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(DashboardServer server, params (string, string)[] headers)
    {
        using var answer = await server.SendAsync(HttpMethod.Post, Note, "{}", headers: headers);
        return answer.StatusCode;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
