using System.Globalization;
using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Processes;
using ActorBackfill.Tests.Shared;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Explaining;

[Collection(Alone.Name)]
public sealed class EtaBacktestTests(ITestOutputHelper output) : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    // How evenly units end is the machine's as well: a pause that nobody sees coming is no fault of who foresees.
    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task A_skewed_run_of_the_program_is_foreseen_in_three_of_four_instants()
    {
        _directory.Write("paces.conf", """
            job = paces
            plan {
              day { range = [2024-01-01, 2024-03-31], step = day }
              pace { values = [10, 20, 40, 80, 160] }
            }
            source { type = http, base = "http://127.0.0.1:1", path = "/rows?day={day}&pace={pace}", items = "items[*]" }
            sink { type = sqlite, path = "days.db", tables { rows { key = [id, pace], columns { id = id, pace = "$unit.pace" } } } }
            workers = 8
            """);
        _source.QueryDelay = query =>
        {
            var pace = double.Parse(query["pace"]!, CultureInfo.InvariantCulture);
            var spread = 0.7 + (0.6 * (StringComparer.Ordinal.GetHashCode(query["day"]!) & 0xFF) / 255);
            return TimeSpan.FromMilliseconds(pace * spread);
        };
        await BestOfThree.MeasureAsync(tries => BacktestAsync(tries + 1));
    }

    private async Task<string?> BacktestAsync(int number)
    {
        var (ran, _, error) = await BackfillProcess.RunAsync(_directory.Path, ["run", "paces.conf", "--no-resume", "--yes", .. _source.Flag]);
        Assert.True(ran == ExitCode.Complete, error);

        var (exit, text, _) = await BackfillProcess.RunAsync(_directory.Path, ["eta", "backtest", string.Create(CultureInfo.InvariantCulture, $"paces.conf/{number}"), "--json"]);

        Assert.Equal(ExitCode.Complete, exit);
        using var document = JsonDocument.Parse(text);
        var inside = document.RootElement.GetProperty("inside").GetDouble();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{inside:P1} inside, high by low {document.RootElement.GetProperty("width").GetDouble():0.00}, {document.RootElement.GetProperty("seconds").GetDouble():0.0} s"));
        Assert.InRange(document.RootElement.GetProperty("points").GetArrayLength(), 30, 40);
        return inside >= 0.75 ? null : text;
    }

    [Fact]
    public async Task A_run_that_there_is_none_of_or_that_did_not_finish_has_no_end_to_test()
    {
        var (exit, _, error) = await BackfillProcess.RunAsync(_directory.Path, ["eta", "backtest", WorkDirectory.Job]);
        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("job days has never run", error, StringComparison.Ordinal);

        await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);
        var (none, _, message) = await BackfillProcess.RunAsync(_directory.Path, ["eta", "backtest", WorkDirectory.Job + "/7"]);
        Assert.Equal(ExitCode.Usage, none);
        Assert.Contains("job days has no run 7; the last one is 1", message, StringComparison.Ordinal);

        var (waits, text, _) = await BackfillProcess.RunAsync(_directory.Path, ["waits", WorkDirectory.Job]);
        Assert.Equal(ExitCode.Complete, waits);
        Assert.StartsWith("days/1: ", text, StringComparison.Ordinal);
        Assert.Contains("%  working", text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }
}
