namespace Akka.Dispatch;

/// <summary>A delegate as work for a dispatcher.</summary>
/// <param name="action">The delegate.</param>
public sealed class ActionRunnable(Action action) : IRunnable
{
    /// <inheritdoc/>
    public void Run() => action();

    /// <inheritdoc/>
    public void Execute() => action();
}
