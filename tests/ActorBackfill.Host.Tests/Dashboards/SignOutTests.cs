using System.Net;
using ActorBackfill.Dashboard.Web;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>Rule 30 of docs/security.md: sessions and secrets end.</summary>
public sealed class SignOutTests
{
    private const string Note = "/jobs/days/commands/note";

    [Fact]
    public async Task R30_Who_signs_out_is_out_and_no_secret_is_good_for_another_process()
    {
        await using var server = await DashboardServer.StartAsync();
        await using var other = await DashboardServer.StartAsync();
        var (cookie, token) = await server.SignInAsync();
        var elsewhere = cookie.Replace($"-{server.Host.Port}=", $"-{other.Host.Port}=", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, ("Cookie", cookie), ("X-Backfill-Token", token)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other, ("Cookie", elsewhere), ("X-Backfill-Token", token)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other, ("Authorization", "Bearer " + server.Settings.Keys.Token)));
        using var signedOut = await server.SendAsync(HttpMethod.Post, "/logout", headers: [("Cookie", cookie), ("X-Backfill-Token", token)]);
        Assert.Equal(HttpStatusCode.OK, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, ("Cookie", cookie), ("X-Backfill-Token", token)));
    }

    [Fact]
    public async Task R30_Who_only_reads_at_an_address_for_others_signs_out_too()
    {
        await using var server = await DashboardServer.StartAsync(new DashboardSettings { Address = IPAddress.Any });
        var (cookie, token) = await server.SignInAsync();

        using var forged = await server.SendAsync(HttpMethod.Post, "/logout", headers: ("Cookie", cookie));
        using var before = await server.SendAsync(HttpMethod.Get, "/assets/dashboard.css", headers: ("Cookie", cookie));
        using var signedOut = await server.SendAsync(HttpMethod.Post, "/logout", "{}", headers: [("Cookie", cookie), ("X-Backfill-Token", token)]);
        using var after = await server.SendAsync(HttpMethod.Get, "/assets/dashboard.css", headers: ("Cookie", cookie));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (forged.StatusCode, before.StatusCode));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (signedOut.StatusCode, after.StatusCode));
    }

    private static async Task<HttpStatusCode> StatusAsync(DashboardServer server, params (string, string)[] headers)
    {
        using var answer = await server.SendAsync(HttpMethod.Post, Note, "{}", headers: headers);
        return answer.StatusCode;
    }
}
