using ActorBackfill.Host;
using ActorBackfill.Host.Consoles;

return await BackfillProgram.RunAsync(args, Terminal.OfProcess());
