using ActorBackfill.CrashHost;
using ActorBackfill.Host;
using ActorBackfill.Host.Consoles;

// The console as another program embeds it, with processors that end the process.
var process = Terminal.OfProcess();
var terminal = new Terminal { Out = process.Out, Error = process.Error, Variable = process.Variable, Register = CrashingProcessor.Register };
return await BackfillProgram.RunAsync(args, terminal);
