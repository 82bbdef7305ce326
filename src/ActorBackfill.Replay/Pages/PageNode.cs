namespace ActorBackfill.Replay.Pages;

/// <summary>A part of a template.</summary>
/// <param name="Line">Where it begins in the file.</param>
internal abstract record PageNode(int Line);

/// <summary>Text that is written as it is.</summary>
internal sealed record PageText(int Line, string Text) : PageNode(Line);

/// <summary>A value that is written escaped.</summary>
internal sealed record PageValue(int Line, string Name) : PageNode(Line);

/// <summary>What is written once for each element of a value, or once when the value is there; inverted, when it is not.</summary>
internal sealed record PageSection(int Line, string Name, bool IsInverted, IReadOnlyList<PageNode> Inner) : PageNode(Line);
