using System.Globalization;
using ActorBackfill.Domain.Progress;
using Akka.Actor;

namespace ActorBackfill.Engine.Supervising;

/// <summary>Answers what keeps a unit from being done.</summary>
public sealed partial class JobSupervisor
{
    private void OnGetWhy(GetWhy query)
    {
        if (_desk is null)
        {
            Sender.Tell(new Why(query.Unit, "queued", ["The journal and the sink are being compared."]));
            return;
        }

        var why = _desk.WhyNot(query.Unit, Now);
        string?[] more = why.State switch
        {
            "working" => [WorkerOf(query.Unit), _sourceClosed is { } closed ? $"The source is closed: {closed}." : null],
            "committing" => [_sinkBlocked, _journalDown],
            Why.Ended => [],
            _ => [WaitingFor is { } waits ? $"The run waits for {waits}." : null],
        };
        Sender.Tell(why with { Lines = why.Lines.AddRange(more.OfType<string>()) });
    }

    private string? WorkerOf(string unit)
    {
        var index = _plan?.IndexOf(unit) ?? -1;
        foreach (var (worker, held) in _held)
        {
            if (held.Units.Any(u => u.Index == index))
            {
                var age = (Worked - held.Since).TotalSeconds;
                return string.Create(CultureInfo.InvariantCulture, $"Worker {worker.Path.Name} has held it for {age:0.#} s.");
            }
        }

        return null;
    }
}
