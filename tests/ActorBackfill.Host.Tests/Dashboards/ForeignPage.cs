using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>A site of somebody else, on a port of its own: its page tries whatever a page can to give a dashboard a command.</summary>
internal sealed class ForeignPage : IAsyncDisposable
{
    private const string Page = """
        <!doctype html><title>begun</title><body><script>
        (async () => {
          const site = "{site}", command = site + "/jobs/days/commands/note";
          const json = { "Content-Type": "application/json", "X-Backfill-Token": "guess" };
          const loaded = (element, set) => new Promise(done => {
            element.onload = element.onerror = done;
            document.body.append(element);
            set(element);
          });
          const tries = {
            plain: () => fetch(command, { method: "POST", mode: "no-cors", credentials: "include", body: "{}" }),
            json: () => fetch(command, { method: "POST", credentials: "include", headers: json, body: "{}" }),
            read: async () => { window.leaked = await (await fetch(site + "/", { credentials: "include" })).text(); },
            feed: () => new Promise((done, failed) => {
              const source = new EventSource(site + "/jobs/days/feed", { withCredentials: true });
              source.onerror = () => { source.close(); failed(new Error("refused")); };
              source.onopen = () => { window.leaked = "feed"; source.close(); done(); };
            }),
            image: () => loaded(new Image(), e => { e.src = command; }),
            script: () => loaded(document.createElement("script"), e => { e.src = command; }),
            socket: () => new Promise(done => {
              const socket = new WebSocket(command.replace("http", "ws"));
              socket.onclose = done;
              socket.onopen = () => { window.leaked = "socket"; done(); };
            }),
            form: () => {
              const frame = document.createElement("iframe"), form = document.createElement("form");
              frame.name = "sink";
              form.method = "post"; form.action = command; form.target = "sink"; form.enctype = "text/plain";
              form.innerHTML = "<input name='{\"x\":\"' value='\"}'>";
              document.body.append(form);
              return loaded(frame, () => form.submit());
            },
          };
          const failed = [];
          for (const [name, attempt] of Object.entries(tries)) {
            try { await attempt(); } catch { failed.push(name); }
          }
          window.failed = failed;
          document.title = "done";
        })();
        </script>
        """;

    private readonly WebApplication _app;

    private ForeignPage(WebApplication app) => _app = app;

    /// <summary>Gets the port.</summary>
    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    public static async Task<ForeignPage> StartAsync(string site)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(http =>
        {
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync(Page.Replace("{site}", site, StringComparison.Ordinal));
        });
        await app.StartAsync();
        return new ForeignPage(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
