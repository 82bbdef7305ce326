namespace Akka.Actor;

/// <summary>Something to do at a time.</summary>
internal sealed class Deadline(Action action, ICancelable? cancelable)
{
    private CancellationTokenRegistration _registration;

    public TimeSpan Due { get; set; }

    /// <summary>Gets or sets the time between two; zero for once.</summary>
    public TimeSpan Interval { get; set; }

    /// <summary>Gets or sets the place in the heap; negative when it is in none.</summary>
    public int Place { get; set; } = -1;

    public bool IsCancelled => cancelable?.IsCancellationRequested ?? false;

    public void Run() => action();

    public void WhenCancelled(Action remove)
    {
        if (cancelable is not null)
            _registration = cancelable.Token.UnsafeRegister(static state => ((Action)state!)(), remove);
    }

    public void Forget() => _registration.Unregister();
}
