namespace Akka.Hosting;

/// <summary>Where new settings go among those that are there.</summary>
public enum HoconAddMode
{
    /// <summary>Over them: the new ones win.</summary>
    Prepend,

    /// <summary>Under them: the new ones fill gaps.</summary>
    Append,

    /// <summary>In their place.</summary>
    Replace,
}
