using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.ReadModels;

public sealed class ReadModelTests : IDisposable
{
    private readonly ModelJob _job = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Folded_in_steps_it_says_of_every_unit_what_the_engine_says(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 60; step++)
        {
            long[] places = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.NextInt64(_job.Plan.Count)).Distinct()];
            switch (random.Next(step % 20 == 19 ? 9 : 8))
            {
                case 0: _job.Fail("transient", $"HTTP {random.Next(500, 504)} for '{step}'", places); break;
                case 1: _job.Close(UnitOutcome.Quarantined, "crashed-process", _ => "the process died", places); break;
                case 2: _job.Close(UnitOutcome.Skipped, null, _ => "not wanted", places); break;
                case 3: _job.Requeue(places); break;
                case 4: _job.Reopen(places); break;
                case 5: _job.Revert(places); break;
                case 8: _job.Append(new UnitsForgotten(ModelJob.RunId, ModelJob.At, "none")); break;
                default: _job.Settle(random.Next(1, 4), (UnitOutcome)random.Next(2), places); break;
            }

            if (random.Next(4) == 0)
            {
                AssertAgrees();
            }
        }

        AssertAgrees();
        File.Delete(_job.StateFile);
        AssertAgrees();
    }

    [Fact]
    public void A_damaged_one_is_rebuilt_without_a_word()
    {
        _job.Settle(1, UnitOutcome.Done, 1, 2, 3);
        ReadModelStore.Open(_job.Job).Dispose();
        var damage = new byte[8_192];
        new Random(1).NextBytes(damage);
        using (var file = File.OpenWrite(_job.StateFile))
        {
            file.Seek(100, SeekOrigin.Begin);
            file.Write(damage);
        }

        AssertAgrees();
        File.WriteAllText(_job.StateFile, "no database");
        AssertAgrees();
        File.WriteAllText(_job.StateFile, "");
        AssertAgrees();
    }

    [Fact]
    public void That_of_another_journal_is_rebuilt()
    {
        _job.Settle(1, UnitOutcome.Done, 1, 2, 3);
        ReadModelStore.Open(_job.Job).Dispose();
        File.Copy(_job.StateFile, _job.StateFile + ".of-another");
        using var other = new ModelJob();
        other.Fail("transient", "refused", 1);
        File.Copy(_job.StateFile + ".of-another", other.StateFile);

        using var model = ReadModelStore.Open(other.Job);

        Assert.Equal(1, model.Counts().Failed);
        Assert.Equal(0, model.Counts().Done);
    }

    [Fact]
    public void Where_the_directory_cannot_be_written_it_is_kept_in_memory()
    {
        _job.Settle(1, UnitOutcome.Done, 1, 2, 3);
        Directory.CreateDirectory(_job.StateFile);

        using var model = ReadModelStore.Open(_job.Job);

        Assert.Equal(3, model.Counts().Done);
    }

    [Fact]
    public async Task Several_that_fold_at_once_do_not_count_anything_twice()
    {
        ReadModelStore.Open(_job.Job).Dispose();
        _job.Settle(2, UnitOutcome.Done, 1, 2, 3);
        _job.Fail("transient", "refused", 5, 6);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ReadModelStore.Open(_job.Job).Dispose())));

        AssertAgrees();
    }

    [Fact]
    public void Groups_keep_their_numbers_when_it_is_rebuilt_and_when_others_are_done()
    {
        _job.Fail("transient", "HTTP 500 for '1'", 1, 2);
        _job.Fail("invalid-data", "no cents", 3, 4, 5);
        Assert.Equal([(2L, 3L), (1L, 2L)], Groups());

        _job.Settle(1, UnitOutcome.Done, 1, 2);
        Assert.Equal([(2L, 3L)], Groups());

        _job.Fail("transient", "HTTP 502 for '7'", 9);
        File.Delete(_job.StateFile);
        Assert.Equal([(2L, 3L), (1L, 1L)], Groups());
    }

    [Fact]
    public void Causes_beyond_what_is_kept_share_a_group_of_their_category()
    {
        for (var i = 0; i < ReadModelSchema.MaxGroups + 10; i += 200)
        {
            var first = i;
            _job.Close(UnitOutcome.Failed, "calculation", p => "cause " + Letters(first + p), Enumerable.Range(0, 200).Select(p => (long)p));
        }

        using var model = ReadModelStore.Open(_job.Job);

        Assert.Contains(model.Groups(), g => g.Cause == ReadModelSchema.OtherCauses);
        Assert.Equal(200, model.Groups().Sum(g => g.Count));
    }

    [Fact]
    public void Runs_have_their_own_counts_and_a_killed_one_has_no_end()
    {
        _job.Settle(1, UnitOutcome.Done, 1, 2, 3);
        _job.Append(new RunStarted(2, "aa23456789abcdef0123456789abcdef", ModelJob.At.AddHours(1), "model", "fedcba9876543210fedcba9876543210", "00", 200, false, "host", 2));
        _job.Append(new UnitsClosed("aa23456789abcdef0123456789abcdef", ModelJob.At.AddHours(2), [new ClosedUnit(_job.Plan.OrdinalAt(9), UnitOutcome.Failed, 1, "timeout", "late", 900)]));
        _job.Append(new RunEnded("aa23456789abcdef0123456789abcdef", ModelJob.At.AddHours(2), RunEnd.Finished));

        using var model = ReadModelStore.Open(_job.Job);
        var runs = model.Runs().ToList();

        Assert.Equal([2, 1], runs.Select(r => r.Number));
        Assert.Equal((RunEnd.Finished, 1L, TimeSpan.FromHours(1)), (runs[0].End, runs[0].Outcomes[(int)UnitOutcome.Failed], runs[0].Duration));
        Assert.Equal((null, 3L, 9L), (runs[1].End, runs[1].Outcomes[(int)UnitOutcome.Done], runs[1].Rows));
    }

    [Fact]
    public void Counts_by_value_follow_every_change()
    {
        _job.Settle(1, UnitOutcome.Done, 0, 1, 5);
        _job.Fail("transient", "refused", 2);
        _job.Settle(1, UnitOutcome.Empty, 2);
        _job.Requeue(5);
        _job.Revert(5);

        using var model = ReadModelStore.Open(_job.Job);

        Assert.Equal(
            [(0L, UnitOutcome.Done, 1L), (1L, UnitOutcome.Done, 1L), (2L, UnitOutcome.Empty, 1L)],
            model.Tallies("state").Select(t => (t.First, t.Outcome, t.Units)));
        Assert.Equal([2L, 1L], model.Tallies("date").Select(t => t.Units));
    }

    public void Dispose() => _job.Dispose();

    private static string Letters(long number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(c => (char)('g' + c - '0')));

    private List<(long Id, long Count)> Groups()
    {
        using var model = ReadModelStore.Open(_job.Job);
        return [.. model.Groups().Select(g => (g.Id, g.Count))];
    }

    private void AssertAgrees()
    {
        using var model = ReadModelStore.Open(_job.Job);
        var state = _job.State;
        for (var place = 0L; place < _job.Plan.Count; place++)
        {
            var ordinal = _job.Plan.OrdinalAt(place);
            Assert.Equal(state.OutcomeOf(ordinal), model.Planes.OutcomeOf(ordinal));
            Assert.Equal(state.IsReopened(ordinal), model.Planes.Reopened.Contains(ordinal));
            if (state.ClosedUnitOf(ordinal) is { } closed)
            {
                var noted = model.Noted(ordinal)!;
                Assert.Equal((closed.Outcome, closed.Attempt, closed.Category, closed.Text), (noted.Outcome, noted.Attempt, noted.Category, noted.Text));
            }
        }

        Assert.Equal(PlanCounts.Count(_job.Plan, state), model.Counts());
        Assert.Equal(state.Closed.Count(c => c.Outcome is UnitOutcome.Failed or UnitOutcome.Quarantined), model.Groups().Sum(g => g.Count));
        foreach (var dimension in (string[])["date", "state"])
        {
            Assert.Equal(model.Counts().Done, model.Tallies(dimension).Where(t => t.Outcome == UnitOutcome.Done).Sum(t => t.Units));
        }
    }
}
