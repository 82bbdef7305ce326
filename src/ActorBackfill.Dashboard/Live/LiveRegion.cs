using Microsoft.AspNetCore.Components;

namespace ActorBackfill.Dashboard.Live;

/// <summary>A part of a page that follows its job: the page draws it first, the feed sends it again whenever it looks different.</summary>
/// <param name="Name">Its name in <c>data-live</c>.</param>
/// <param name="Component">What draws it; it has a parameter <c>View</c> of <see cref="LiveJob"/>.</param>
public sealed record LiveRegion(string Name, Type Component)
{
    /// <summary>Gets the name of one more parameter of the component; null when there is none.</summary>
    public string? Parameter { get; init; }

    /// <summary>Gets the value of that parameter.</summary>
    public object? Value { get; init; }

    /// <summary>Gets the parameters of the component.</summary>
    /// <param name="view">What is shown.</param>
    public IDictionary<string, object?> Parameters(LiveJob view)
    {
        var parameters = new Dictionary<string, object?> { ["View"] = view };
        if (Parameter is { } name)
        {
            parameters[name] = Value;
        }

        return parameters;
    }

    /// <summary>Makes a region.</summary>
    /// <typeparam name="TComponent">What draws it.</typeparam>
    /// <param name="name">Its name in <c>data-live</c>.</param>
    public static LiveRegion Of<TComponent>(string name)
        where TComponent : IComponent => new(name, typeof(TComponent));
}
