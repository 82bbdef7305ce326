using System.Text.Json.Serialization;
using ActorBackfill.Domain.Budgets;

namespace ActorBackfill.Connectors.Budgets;

/// <summary>How a budget stands in its file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(BudgetState))]
internal sealed partial class BudgetJson : JsonSerializerContext;
