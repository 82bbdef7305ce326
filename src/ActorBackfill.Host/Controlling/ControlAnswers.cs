using System.Text.Json;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Controlling;
using ActorBackfill.Engine.Limiting;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Signals;
using ActorBackfill.Host.Summaries;
using Akka.Actor;

namespace ActorBackfill.Host.Controlling;

/// <summary>Answers for a run: hands commands to its supervisor, one method a command. A stop is what a signal is.</summary>
/// <param name="supervisor">The run's supervisor.</param>
/// <param name="settings">The run.</param>
/// <param name="stop">What signals and stops ask for.</param>
/// <param name="started">When the run began.</param>
internal sealed class ControlAnswers(IActorRef supervisor, RunSettings settings, StopRequest stop, DateTimeOffset started) : IAnswerControl
{
    // Less than a client waits: it gets a sentence instead of a broken connection.
    private static readonly TimeSpan AnswerTime = ControlServer.ClientTime - TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public async Task<ControlResponse> AnswerAsync(ControlRequest request, ControlPeer peer, CancellationToken cancellation)
    {
        peer = peer with { Via = request.Via };
        try
        {
            return await (request switch
            {
                PauseCommand => ChangeAsync(new PauseRun(peer.Who), cancellation),
                UnpauseCommand => ChangeAsync(new UnpauseRun(peer.Who), cancellation),
                ScaleCommand scale => ScaleAsync(scale, peer, cancellation),
                RateCommand rate => RateAsync(rate, peer, cancellation),
                StopCommand end => StopAsync(end, peer, cancellation),
                UnitsCommand units => UnitsAsync(units, peer, cancellation),
                StatusQuery query => StatusAsync(query, cancellation),
                WaitsQuery => WaitsAsync(cancellation),
                WhyQuery why => WhyAsync(why.Unit, cancellation),
                _ => throw new System.Diagnostics.UnreachableException(request.GetType().Name),
            });
        }
        catch (AskTimeoutException)
        {
            return ControlResponse.Refused("busy", "The run is busy with its journal and did not answer; nothing may have been changed. Try again.");
        }
    }

    private Task<ControlResponse> ScaleAsync(ScaleCommand scale, ControlPeer peer, CancellationToken cancellation) =>
        scale.Workers is < 1 or > JobFiles.JobFileContext.MaxWorkers
            ? Task.FromResult(ControlResponse.Refused("usage", $"{scale.Workers} workers: it takes 1 to {JobFiles.JobFileContext.MaxWorkers:#,0}, or auto."))
            : ChangeAsync(new ScaleRun(peer.Who, scale.Workers), cancellation);

    private Task<ControlResponse> RateAsync(RateCommand rate, ControlPeer peer, CancellationToken cancellation) =>
        rate.PerSecond is not (null or (> 0 and <= 1_000_000))
            ? Task.FromResult(ControlResponse.Refused("usage", "A rate is above 0 and at most 1,000,000 requests a second, or default."))
            : ChangeAsync(new LimitRun(peer.Who, rate.PerSecond), cancellation);

    private async Task<ControlResponse> StopAsync(StopCommand end, ControlPeer peer, CancellationToken cancellation)
    {
        var noted = await ChangeAsync(new NoteStop(peer.Who, end.Now), cancellation);
        if (noted.Ok)
        {
            stop.End(end.Now);
        }

        return noted;
    }

    private async Task<ControlResponse> ChangeAsync(ChangeRun change, CancellationToken cancellation) =>
        await supervisor.Ask<object>(change, AnswerTime, cancellation) switch
        {
            RunChanged changed => ControlResponse.Done(changed.Text),
            ChangeRefused refused => ControlResponse.Refused("ending", refused.Reason),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };

    private async Task<ControlResponse> UnitsAsync(UnitsCommand units, ControlPeer peer, CancellationToken cancellation)
    {
        if (!units.IsValid)
        {
            return ControlResponse.Refused("usage", $"Units are runs of ordinals, first and count, of at most {UnitsCommand.MaxUnits:#,0} units.");
        }

        var reason = PlainText.Of(units.Reason, 300);
        ChangeRun change = units is ParkUnitsCommand ? new ParkUnits(peer.Who, units.Units, reason) : new RetryUnits(peer.Who, units.Units, reason);
        return await supervisor.Ask<object>(change, AnswerTime, cancellation) switch
        {
            UnitsRetried retried => Counted(("opened", retried.Opened), ("dealt", retried.Dealt)),
            UnitsParked parked => Counted(("parked", parked.Parked), ("busy", parked.Busy)),
            ChangeRefused refused => ControlResponse.Refused("ending", refused.Reason),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };
    }

    private static ControlResponse Counted(params (string Name, long Units)[] counts) => new()
    {
        Ok = true,
        Result = JsonElement.Parse(JsonText.OneLine(json =>
        {
            foreach (var (name, units) in counts)
            {
                json.WriteNumber(name, units);
            }
        })),
    };

    private async Task<ControlResponse> WhyAsync(string unit, CancellationToken cancellation)
    {
        var why = await supervisor.Ask<Why>(new GetWhy(unit), AnswerTime, cancellation);
        var result = JsonText.OneLine(json => json.WriteString("state", why.State));
        return new ControlResponse { Ok = true, Lines = why.Lines, Result = JsonElement.Parse(result) };
    }

    private async Task<ControlResponse> WaitsAsync(CancellationToken cancellation)
    {
        var waits = await supervisor.Ask<Waits>(GetWaits.Instance, AnswerTime, cancellation);
        var result = JsonText.OneLine(json => WaitsWriter.Write(json, waits));
        return new ControlResponse { Ok = true, Lines = [.. WaitsWriter.Lines(waits)], Result = JsonElement.Parse(result) };
    }

    private async Task<ControlResponse> StatusAsync(StatusQuery query, CancellationToken cancellation)
    {
        var progress = await supervisor.Ask<RunProgress>(query.Detail ? GetProgress.InDetail : GetProgress.Instance, AnswerTime, cancellation);
        var status = LiveStatus.Of(progress, settings, started);
        if (query.Detail)
        {
            status = status with { Limit = await supervisor.Ask<LimitState>(GetLimitState.Instance, AnswerTime, cancellation) };
        }

        return new ControlResponse { Ok = true, Result = JsonSerializer.SerializeToElement(status, ControlJson.Default.LiveStatus) };
    }
}
