using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Tests.Events;

public class LoggingTests : PatientTestKit
{
    public LoggingTests()
        : base(ConfigurationFactory.ParseString($"""
            akka.loglevel = INFO
            akka.loggers = ["Akka.TestKit.TestEventListener, Akka.TestKit", "{typeof(KeepingLogger).AssemblyQualifiedName}"]
            """))
    {
    }

    [Fact]
    public void An_actors_log_carries_its_path_class_template_and_values()
    {
        var actor = ActorOf(() => new Talker());
        Sys.EventStream.Subscribe(TestActor, typeof(Info));
        actor.Tell("hello");
        ExpectMsg<Info>(e =>
        {
            Assert.Equal(actor.Path.ToString(), e.LogSource);
            Assert.Equal(typeof(Talker), e.LogClass);
            var message = Assert.IsAssignableFrom<LogMessage>(e.Message);
            Assert.Equal("got {0} of {1}", message.Format);
            Assert.Equal(["hello", 5], message.Parameters());
            Assert.Equal("got hello of 5", message.ToString());
        });
        Sys.EventStream.Unsubscribe(TestActor);
    }

    [Fact]
    public void Entries_below_the_level_are_not_published()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(LogEvent));
        Log.Debug("not this");
        Log.Warning(new InvalidOperationException("why"), "but {0}", "this");
        ExpectMsg<Warning>(w => Assert.Equal("why", w.Cause.Message));
        Assert.False(Log.IsDebugEnabled);
        Assert.True(Log.IsInfoEnabled);
        Sys.EventStream.Unsubscribe(TestActor);
    }

    [Fact]
    public void A_text_without_values_is_not_a_template() =>
        EventFilter.Info("braces {stay} as they are").ExpectOne(() => Log.Info("braces {stay} as they are"));

    [Fact]
    public void A_template_with_names_needs_another_formatter()
    {
        var message = new DefaultLogMessage(DefaultLogMessageFormatter.Instance, "unit {Unit}", 7);
        Assert.Throws<FormatException>(() => message.ToString());
    }

    [Fact]
    public async Task The_configuration_names_the_formatter()
    {
        using var system = ActorSystem.Create("formatted", ConfigurationFactory.ParseString(
            $"akka.stdout-loglevel = OFF, akka.loggers = [], akka.logger-formatter = \"{typeof(LoudFormatter).AssemblyQualifiedName}\""));
        system.EventStream.Subscribe(TestActor, typeof(Info));
        system.Log.Info("unit {Unit}", 7);
        ExpectMsg<Info>(e => Assert.Equal("UNIT {UNIT}!7", e.Message.ToString()));
        await system.Terminate();
    }

    [Fact]
    public void Loggers_of_the_configuration_get_what_is_logged()
    {
        var id = Guid.NewGuid().ToString();
        Log.Info(id);
        AwaitCondition(() => KeepingLogger.Kept.ContainsKey(id));
    }

    [Fact]
    public void Dead_letters_and_unhandled_messages_are_logged()
    {
        EventFilter.Info(contains: "dead letters encountered").ExpectOne(() => Sys.DeadLetters.Tell("lost"));
        var actor = ActorOf(() => new Talker());
        EventFilter.Info(contains: "was unhandled").ExpectOne(() => actor.Tell(1));
    }

    [Fact]
    public void The_level_can_be_changed_while_the_system_runs()
    {
        Sys.EventStream.SetLogLevel(LogLevel.DebugLevel);
        EventFilter.Debug("now").ExpectOne(() => Log.Debug("now"));
        Sys.EventStream.SetLogLevel(LogLevel.ErrorLevel);
        Assert.False(Log.IsWarningEnabled);
    }

    private sealed class Talker : ReceiveActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Talker() => Receive<string>(m => _log.Info("got {0} of {1}", m, 5));
    }
}

public sealed class LoudFormatter : ILogMessageFormatter
{
    public string Format(string format, params object[] args) => $"{format.ToUpperInvariant()}!{string.Join('|', args)}";

    public string Format(string format, IEnumerable<object> args) => Format(format, args.ToArray());
}

public sealed class KeepingLogger : ReceiveActor
{
    public KeepingLogger()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(e => Kept[e.Message.ToString()!] = e);
    }

    public static System.Collections.Concurrent.ConcurrentDictionary<string, LogEvent> Kept { get; } = new(StringComparer.Ordinal);
}
