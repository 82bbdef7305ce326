using Akka.Actor;

namespace Akka.Tests.Asking;

public class AskTests : PatientTestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task An_answer_ends_the_task() =>
        Assert.Equal("hi", await ActorOf(() => new Answerer()).Ask<string>("hi", Long));

    [Fact]
    public async Task No_answer_fails_with_a_timeout() =>
        await Assert.ThrowsAsync<AskTimeoutException>(() => ActorOf(() => new Answerer()).Ask<string>(1, TimeSpan.FromMilliseconds(20)));

    [Fact]
    public async Task A_cancelled_token_cancels_the_task()
    {
        using var source = new CancellationTokenSource();
        var answer = ActorOf(() => new Answerer()).Ask<string>(1, Long, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task A_status_failure_throws_its_cause() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => ActorOf(() => new Answerer()).Ask<string>(new InvalidOperationException(), Long));

    [Fact]
    public async Task An_answer_of_another_type_fails() =>
        await Assert.ThrowsAsync<ArgumentException>(() => ActorOf(() => new Answerer()).Ask<int>("text", Long));

    [Fact]
    public async Task A_second_answer_is_a_dead_letter() =>
        await EventFilter.DeadLetter<string>(s => s == "again").ExpectOneAsync(async () =>
            Assert.Equal("again", await ActorOf(() => new Answerer()).Ask<string>(new[] { "again" }, Long)));

    [Fact]
    public async Task A_message_can_be_made_with_the_reference_to_answer_to()
    {
        var answer = await ActorOf(() => new Answerer()).Ask<string>(me => new Tuple<IActorRef>(me), Long, CancellationToken.None);
        Assert.Equal("to the named", answer);
    }

    [Fact]
    public async Task A_waiting_reference_can_be_resolved_by_its_path_until_it_is_answered()
    {
        var actor = ActorOf(() => new Answerer());
        var path = await actor.Ask<string>("path", Long);
        Assert.Contains("/temp/", path, StringComparison.Ordinal);
        Assert.NotEqual(path, await actor.Ask<string>("path", Long));
    }

    [Fact]
    public async Task PipeTo_sends_the_result_or_the_failure()
    {
        await Task.FromResult("done").PipeTo(TestActor);
        ExpectMsg("done");
        await Task.FromException<string>(new InvalidOperationException("bad")).PipeTo(TestActor);
        ExpectMsg<Status.Failure>(f => Assert.Equal("bad", f.Cause.Message));
        await Task.FromResult(2).PipeTo(TestActor, success: n => n + 1);
        ExpectMsg(3);
        await Task.FromException(new InvalidOperationException("bad")).PipeTo(TestActor, failure: e => e.Message);
        ExpectMsg("bad");
        await Task.CompletedTask.PipeTo(TestActor, success: () => "ended");
        ExpectMsg("ended");
        await Task.CompletedTask.PipeTo(TestActor);
        await ValueTask.FromResult("value").PipeTo(TestActor);
        ExpectMsg("value");
    }

    [Fact]
    public async Task PipeTo_sends_in_the_name_of_whom_it_is_told()
    {
        var other = CreateTestProbe();
        await Task.FromResult("x").PipeTo(TestActor, other);
        ExpectMsgFrom<string>(other);
    }

    [Fact]
    public async Task PipeTo_sends_a_cancelled_task_as_a_failure()
    {
        await Task.FromCanceled<string>(new CancellationToken(canceled: true)).PipeTo(TestActor);
        ExpectMsg<Status.Failure>(f => Assert.IsAssignableFrom<OperationCanceledException>(f.Cause));
    }

    [Fact]
    public async Task GracefulStop_ends_with_the_actor()
    {
        var actor = ActorOf(() => new Answerer());
        Assert.True(await actor.GracefulStop(Long));
        Assert.True(await actor.GracefulStop(Long));
    }

    [Fact]
    public async Task GracefulStop_of_one_that_does_not_end_is_cancelled()
    {
        var actor = ActorOf(() => new Answerer());
        await Assert.ThrowsAsync<TaskCanceledException>(() => actor.GracefulStop(TimeSpan.FromMilliseconds(20), "no reason to stop"));
    }

    private sealed class Answerer : ReceiveActor
    {
        public Answerer()
        {
            Receive<string>(m => m == "path", _ => Sender.Tell(Sender.Path.ToString()));
            Receive<string>(m => Sender.Tell(m));
            Receive<Exception>(e => Sender.Tell(new Status.Failure(e)));
            Receive<string[]>(m =>
            {
                Sender.Tell(m[0]);
                Sender.Tell(m[0]);
            });
            Receive<Tuple<IActorRef>>(m => m.Item1.Tell("to the named"));
            Receive<int>(_ => { });
        }
    }
}
