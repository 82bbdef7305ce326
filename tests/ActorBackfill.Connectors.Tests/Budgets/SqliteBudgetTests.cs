using ActorBackfill.Connectors.Budgets;
using ActorBackfill.Domain.Budgets;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Budgets;

public sealed class SqliteBudgetTests : IDisposable
{
    private const string Name = "https://api.example:443";

    private readonly string _directory = Path.Combine(Path.GetTempPath(), "backfill-budgets-" + Path.GetRandomFileName());
    private readonly ManualTime _time = new();

    private string File => BudgetDirectory.FileOf(_directory, Name);

    [Fact]
    public void Runs_of_one_source_share_its_account_and_it_outlives_them()
    {
        using (var one = Open())
        using (var two = Open())
        {
            Assert.Equal(3, Ask(one, "a", 3).Turns);
            Assert.Equal(7, Ask(two, "b", 9).Turns);
            Assert.Contains("10 of 10 requests a day are used", Ask(one, "a", 1).ClosedReason, StringComparison.Ordinal);
            _time.Advance(TimeSpan.FromHours(20));
        }

        using var later = Open();
        Assert.Equal(0, Ask(later, "c", 1).Turns);
        _time.Advance(TimeSpan.FromHours(4.5));
        Assert.Equal(10, Ask(later, "c", 12).Turns);
    }

    [Fact]
    public void What_a_run_left_is_nobodys_limit_any_more()
    {
        using (var strict = Open())
        {
            strict.Reserve(new BudgetRequest(strict.PartyOf("a"), new BudgetLimits { Rate = 0.1 }) { Wanted = 1 });
        }

        using var other = Open();
        Assert.Equal(5, other.Reserve(new BudgetRequest(other.PartyOf("b"), new BudgetLimits { Rate = 5 }) { Wanted = 1 }).Rate);
    }

    [Fact]
    public void The_slots_of_a_process_that_is_gone_come_back()
    {
        using var budget = Open();
        var gone = budget.PartyOf("gone") with { ProcessStart = "0" };
        budget.Reserve(new BudgetRequest(gone, new BudgetLimits { Concurrency = 1 }) { Wanted = 1 });
        Assert.Equal(0, Slot(budget));

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(1, Slot(budget));
    }

    [Fact]
    public async Task No_turn_is_given_twice_although_many_ask_at_once()
    {
        var given = await Task.WhenAll(Enumerable.Range(0, 4).Select(run => Task.Run(() =>
        {
            using var budget = Open();
            return Enumerable.Range(0, 150).Sum(_ => Turn(budget, $"{run}"));
        })));

        // Of four that ask without a pause one may find the others there for 5 s, and asks again.
        static int Turn(SqliteBudget budget, string run)
        {
            while (true)
            {
                try
                {
                    return budget.Reserve(new BudgetRequest(budget.PartyOf(run), new BudgetLimits { PerDay = 400 }) { Wanted = 1 }).Turns;
                }
                catch (BudgetUnusableException e) when (e.Message.Contains("is locked by another process", StringComparison.Ordinal))
                {
                    // Nothing was given.
                }
            }
        }

        Assert.Equal(400, given.Sum());
    }

    [Fact]
    public async Task Of_many_that_make_it_at_once_all_use_the_same()
    {
        for (var round = 0; round < 100; round++)
        {
            var directory = Path.Combine(_directory, $"{round}");
            using var together = new Barrier(4);
            var turns = await Task.WhenAll(Enumerable.Range(0, 4).Select(run => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    using var budget = SqliteBudget.Open(directory, "https://api.example:443", _time);
                    return budget.Reserve(new BudgetRequest(budget.PartyOf($"{run}"), new BudgetLimits { PerDay = 3 }) { Wanted = 1 }).Turns;
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            Assert.Equal(3, turns.Sum());
            Assert.Single(Directory.GetFiles(directory));
        }
    }

    [Fact]
    public void Only_the_user_can_read_it()
    {
        Open().Dispose();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(_directory));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else that is long enough to have been a database once upon a time, says its first page")]
    public void A_damaged_file_is_refused_and_left_as_it_is(string content)
    {
        Open().Dispose();
        System.IO.File.WriteAllText(File, content);

        Assert.Contains(File, Assert.Throws<BudgetUnusableException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.Equal(content, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_file_that_breaks_while_it_is_used_gives_nothing_until_it_is_there_again()
    {
        using var budget = Open();
        Assert.Equal(4, Ask(budget, "a", 4).Turns);
        var copy = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllText(File, "broken");
        Assert.Throws<BudgetUnusableException>(() => Ask(budget, "a", 1));

        System.IO.File.WriteAllBytes(File, copy);

        Assert.Equal(6, Ask(budget, "a", 9).Turns);
    }

    [Fact]
    public void A_file_that_is_deleted_under_a_run_is_made_again_with_what_the_run_knows()
    {
        using var budget = Open();
        Assert.Equal(4, Ask(budget, "a", 4).Turns);
        System.IO.File.Delete(File);

        Assert.Equal(6, Ask(budget, "a", 9).Turns);
        Assert.Equal(10, SqliteBudget.Read(_directory, Name)!.Released);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_refused_with_the_variable_that_names_another()
    {
        System.IO.File.WriteAllText(_directory, "a file");

        Assert.Contains(BudgetDirectory.Variable, Assert.Throws<BudgetUnusableException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/b", "/s", "/b")]
    [InlineData(null, "/s", "/s/backfill/budgets")]
    [InlineData(null, "relative", null)]
    public void The_directory_is_the_users_own(string? named, string? state, string? expected) =>
        Assert.Equal(
            expected ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/state/backfill/budgets"),
            BudgetDirectory.Find(name => name == BudgetDirectory.Variable ? named : state));

    [Theory]
    [InlineData("https://API.example/v2", "https://api.example:443")]
    [InlineData("http://127.0.0.1:8080/x?y=1", "http://127.0.0.1:8080")]
    public void A_budget_is_named_by_the_origin_of_its_source(string address, string name) =>
        Assert.Equal(name, BudgetDirectory.NameOf(null, new Uri(address)));

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
        else
        {
            System.IO.File.Delete(_directory);
        }
    }

    private static int Slot(SqliteBudget budget) =>
        budget.Reserve(new BudgetRequest(budget.PartyOf("new"), new BudgetLimits { Concurrency = 1 }) { Wanted = 1 }).Turns;

    private static BudgetAnswer Ask(SqliteBudget budget, string run, int wanted) =>
        budget.Reserve(new BudgetRequest(budget.PartyOf(run), new BudgetLimits { PerDay = 10 }) { Wanted = wanted });

    private SqliteBudget Open() => SqliteBudget.Open(_directory, Name, _time);
}
