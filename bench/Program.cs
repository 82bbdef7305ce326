using ActorBackfill.Bench;
using ActorBackfill.Bench.Dashboard;
using ActorBackfill.Bench.Waiting;

// Each measured side is a process of its own, so that neither warms the other up.
return args switch
{
    ["engine", ..] => await EngineBench.RunAsync(args[1..]),
    ["postgres", var sink, ..] => await PostgresBench.RunAsync(sink, args[2..]),
    ["resume", ..] => await ResumeBench.RunAsync(args[1..]),
    ["million", ..] => await MillionBench.RunAsync(args[1..]),
    ["dashboard", ..] => await DashboardBench.RunAsync(args[1..]),
    ["akka", ..] => await AkkaBench.RunAsync(args[1..]),
    ["waiting", ..] => await WaitingBench.RunAsync(args[1..]),
    ["side", "waiting-server", ..] => await WaitingServer.RunAsync(args[2..]),
    ["side", "first-actor" or "first-channel"] => await Starting.RunAsync(args[1]),
    ["side", var side, ..] => await Sides.RunAsync(side, args[2..]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: engine [UNITS] [ROUNDS] | postgres ADDRESS [UNITS] [ROUNDS] | resume [UNITS] | million [UNITS] | waiting [ROUNDS] [none|concurrency|rate] | dashboard [UNITS] [ROUNDS] | akka [all|NAME] [SCALE] [ROUNDS]");
    return 2;
}
