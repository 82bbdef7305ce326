namespace Akka.Actor;

/// <content>Phases and reasons.</content>
public sealed partial class CoordinatedShutdown
{
    /// <summary>The first phase: for the application's own tasks.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>Take no more requests.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Wait for requests under way.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>End services.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>For the application's own tasks, after its services have ended.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>Of a cluster; empty in one process.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>Of a cluster; empty in one process.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>Of a cluster; empty in one process.</summary>
    public const string PhaseClusterExiting = "cluster-exiting";

    /// <summary>Of a cluster; empty in one process.</summary>
    public const string PhaseClusterExitingDone = "cluster-exiting-done";

    /// <summary>Of a cluster; empty in one process.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>For the application's own tasks, while actors still live.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>The last phase: the system ends.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    /// <summary>Why a system is ended. Applications derive their own.</summary>
    public class Reason
    {
        /// <summary>Initializes a new instance of the <see cref="Reason"/> class.</summary>
        protected Reason()
        {
        }

        /// <inheritdoc/>
        public override string ToString() => GetType().Name;
    }

    /// <summary>No reason was given.</summary>
    public sealed class UnknownReason : Reason
    {
        private UnknownReason()
        {
        }

        /// <summary>Gets the only one.</summary>
        public static Reason Instance { get; } = new UnknownReason();
    }

    /// <summary>Terminate was called.</summary>
    public sealed class ActorSystemTerminateReason : Reason
    {
        private ActorSystemTerminateReason()
        {
        }

        /// <summary>Gets the only one.</summary>
        public static Reason Instance { get; } = new ActorSystemTerminateReason();
    }

    /// <summary>The process ends.</summary>
    public sealed class ClrExitReason : Reason
    {
        private ClrExitReason()
        {
        }

        /// <summary>Gets the only one.</summary>
        public static Reason Instance { get; } = new ClrExitReason();
    }
}
