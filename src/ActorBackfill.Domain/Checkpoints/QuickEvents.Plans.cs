using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>Reads what a run was to do.</summary>
internal static partial class QuickEvents
{
    // Stands on the object's start, and ends on its end.
    private static PlanRecorded? Plan(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var (runId, at, shape, fingerprint, units) = ((string?)null, default(DateTimeOffset), (string?)null, (string?)null, 0L);
        var (parts, selection, limit, code) = (default(ImmutableArray<PlanPart>), (string?)null, (long?)null, (string?)null);
        while (Next(ref json, out var name))
        {
            switch (name)
            {
                case "runId": runId = json.GetString(); break;
                case "at": at = json.GetDateTimeOffset(); break;
                case "shape": shape = json.GetString(); break;
                case "fingerprint": fingerprint = json.GetString(); break;
                case "units": units = json.GetInt64(); break;
                case "parts": parts = Parts(ref json); break;
                case "selection": selection = json.GetString(); break;
                case "limit": limit = json.GetInt64(); break;
                case "code": code = json.GetString(); break;
                default: return null;
            }
        }

        return runId is null || shape is null || fingerprint is null || parts.IsDefault
            ? null
            : new PlanRecorded(runId, at, shape, fingerprint, units, parts) { Selection = selection, Limit = limit, Code = code };
    }

    private static ImmutableArray<PlanPart> Parts(ref Utf8JsonReader json)
    {
        var parts = new List<PlanPart>();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            var (name, description, runs) = ((string?)null, (string?)null, default(ImmutableArray<long>));
            while (Next(ref json, out var member))
            {
                switch (member)
                {
                    case "name": name = json.GetString(); break;
                    case "description": description = json.GetString(); break;
                    case "runs": runs = Numbers(ref json); break;
                    default: throw new FormatException(member);
                }
            }

            if (name is null || description is null || runs.IsDefault)
            {
                throw new FormatException("a part of a plan lacks something");
            }

            parts.Add(new PlanPart(name, description, runs));
        }

        return json.TokenType == JsonTokenType.EndArray ? ImmutableCollectionsMarshal.AsImmutableArray(parts.ToArray()) : throw new FormatException("no end of parts");
    }
}
