using System.Diagnostics;
using System.Globalization;

namespace ActorBackfill.Bench.Dashboard;

/// <summary>
/// What its pages cost a run: the same job of tiny units as a person runs it (the <c>backfill</c> script, compiled ahead), with and without <c>--dashboard</c> and a page that follows it,
/// in turn, each run a process of its own. The median of the pairs' ratios counts: the machine is not the same from minute to minute.
/// </summary>
internal static class DashboardBench
{
    private const string Said = "dashboard: ";

    public static async Task<int> RunAsync(string[] args)
    {
        var units = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
        // It may have to be built first.
        using (var version = Process.Start(Script(), ["version"]))
        {
            await version.WaitForExitAsync();
        }

        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var isFirst = round % 2 == 0;
            var (followed, news) = isFirst ? await MeasureAsync(units, isFollowed: true) : default;
            var (alone, _) = await MeasureAsync(units, isFollowed: false);
            if (!isFirst)
            {
                (followed, news) = await MeasureAsync(units, isFollowed: true);
            }

            ratios.Add(followed / alone);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: alone {alone:0.00} s, followed {followed:0.00} s ({news} events): {followed / alone:0.000}"));
        }

        ratios.Sort();
        var median = (ratios[(rounds - 1) / 2] + ratios[rounds / 2]) / 2;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median {median:0.000} (at most 1.1), from {ratios[0]:0.000} to {ratios[^1]:0.000}"));
        return median <= 1.1 ? 0 : 1;
    }

    private static async Task<(double Seconds, int News)> MeasureAsync(int units, bool isFollowed)
    {
        var directory = Directory.CreateTempSubdirectory("backfill-bench-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "item.json"), """{"items":[{"value":7}]}""");
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "tiny.conf"), $$"""
                job = tiny
                plan { n { range = [1, {{units}}] } }
                source { type = files, path = "{{directory.FullName}}/item.json", items = "items[*]" }
                sink { type = sqlite, path = "tiny.db", tables { rows { key = [n], columns { n = "$unit.n as integer", value = "value as integer" } } } }
                """);
            return await RunAsync(directory.FullName, isFollowed);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<(double Seconds, int News)> RunAsync(string directory, bool isFollowed)
    {
        string[] flags = isFollowed ? ["--dashboard=127.0.0.1:0"] : [];
        var start = new ProcessStartInfo(Script(), ["run", "tiny.conf", "-q", .. flags])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var following = Task.FromResult(0);
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Said, StringComparison.Ordinal))
            {
                following = FollowAsync(new Uri(line[Said.Length..]));
            }
        }

        await process.WaitForExitAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0 ? (seconds, await following) : throw new InvalidOperationException($"the run ended with {process.ExitCode}: {await output}");
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ActorBackfill.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("the bench is not in a clone"), "backfill");
    }

    // As a browser does: the page, then its feed until the server is gone.
    private static async Task<int> FollowAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        var news = 0;
        try
        {
            _ = await client.GetStringAsync(new Uri("/jobs/tiny", UriKind.Relative));
            using var feed = new StreamReader(await client.GetStreamAsync(new Uri("/jobs/tiny/feed?regions=summary,commands,counts,gauge,strip,failures,storage,changes,chart-15m", UriKind.Relative)));
            while (await feed.ReadLineAsync() is { } line)
            {
                news += line.StartsWith("id:", StringComparison.Ordinal) ? 1 : 0;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The run has ended.
        }

        return news;
    }
}
