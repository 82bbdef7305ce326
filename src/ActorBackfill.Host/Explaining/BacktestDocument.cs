using System.Globalization;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Explaining;

/// <summary>Writes a backtest for people and for programs.</summary>
internal static class BacktestDocument
{
    // As many instants as people are shown.
    private const int Shown = 10;

    /// <summary>Writes it.</summary>
    public static void Write(string job, RunHistory history, EtaBacktest backtest, Talk talk)
    {
        if (talk.IsJson)
        {
            talk.Terminal.Line(Json(job, history, backtest));
            return;
        }

        var inside = backtest.Points.Count(p => p.IsInside);
        var took = history.Units[^1].At;
        talk.Terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{job}/{history.Started.Run}: the true end was inside the interval at {inside} of {backtest.Points.Length} instants ({backtest.Inside:P0}); meant are 80 %"));
        talk.Terminal.Line($"  took      {Wording.Duration(took)}, {Wording.Count(history.Units.Length, "unit")}");
        talk.Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  width     the later end was {backtest.Width:0.00} times the earlier one, in the middle"));
        talk.Terminal.Line("  after            said                                was");
        var step = Math.Max(1, backtest.Points.Length / Shown);
        foreach (var point in backtest.Points.Where((_, i) => i % step == 0).Take(Shown))
        {
            var verdict = point.IsInside ? "inside" : point.Left < point.Interval.Low ? "faster" : "slower";
            talk.Terminal.Line($"  {Wording.Duration(point.At),-16} {Wording.Interval(point.Interval.Low, point.Interval.High),-35} {Wording.Duration(point.Left),-16} {verdict}");
        }
    }

    private static string Json(string job, RunHistory history, EtaBacktest backtest) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", job);
        json.WriteNumber("run", history.Started.Run);
        json.WriteNumber("units", history.Units.Length);
        json.WriteNumber("seconds", Math.Round(history.Units[^1].At.TotalSeconds, 3));
        json.WriteNumber("interval", 0.8);
        json.WriteNumber("inside", Math.Round(backtest.Inside, 4));
        json.WriteNumber("width", Math.Round(backtest.Width, 4));
        json.WriteStartArray("points");
        foreach (var point in backtest.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("at", Math.Round(point.At.TotalSeconds, 3));
            json.WriteNumber("low", Math.Round(point.Interval.Low.TotalSeconds, 3));
            json.WriteNumber("high", Math.Round(point.Interval.High.TotalSeconds, 3));
            json.WriteNumber("left", Math.Round(point.Left.TotalSeconds, 3));
            json.WriteBoolean("inside", point.IsInside);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
