namespace ActorBackfill.Host.Doctoring;

/// <summary>How bad a finding is.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, and somebody should know.</summary>
    Warning,

    /// <summary>A run would fail, or lose something.</summary>
    Problem,
}

/// <summary>One line of the doctor's.</summary>
/// <param name="Name">What was looked at: <c>sqlite</c>.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Text">What was found, with the values.</param>
/// <param name="Help">What to do; null when nothing is to be done.</param>
/// <param name="ExitCode">The exit code that a problem of this kind means.</param>
internal sealed record Finding(string Name, Verdict Verdict, string Text, string? Help = null, int ExitCode = Failures.ExitCode.Usage)
{
    public static Finding Ok(string name, string text) => new(name, Verdict.Ok, text);

    public static Finding Warning(string name, string text, string help) => new(name, Verdict.Warning, text, help);

    public static Finding Problem(string name, string text, string help, int exitCode) => new(name, Verdict.Problem, text, help, exitCode);
}
