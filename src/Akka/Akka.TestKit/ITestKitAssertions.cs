namespace Akka.TestKit;

/// <summary>How a test framework says that a test failed.</summary>
public interface ITestKitAssertions
{
    /// <summary>Fails the test.</summary>
    /// <param name="format">Why.</param>
    /// <param name="args">Values of the text.</param>
    void Fail(string format = "", params object[] args);

    /// <summary>Fails the test unless something is true.</summary>
    /// <param name="condition">The something.</param>
    /// <param name="format">Why it should be.</param>
    /// <param name="args">Values of the text.</param>
    void AssertTrue(bool condition, string format = "", params object[] args);

    /// <summary>Fails the test if something is true.</summary>
    /// <param name="condition">The something.</param>
    /// <param name="format">Why it should not be.</param>
    /// <param name="args">Values of the text.</param>
    void AssertFalse(bool condition, string format = "", params object[] args);

    /// <summary>Fails the test unless two are equal.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="expected">What should be.</param>
    /// <param name="actual">What is.</param>
    /// <param name="format">Why.</param>
    /// <param name="args">Values of the text.</param>
    void AssertEqual<T>(T expected, T actual, string format = "", params object[] args);

    /// <summary>Fails the test unless two are equal.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="expected">What should be.</param>
    /// <param name="actual">What is.</param>
    /// <param name="comparer">Compares.</param>
    /// <param name="format">Why.</param>
    /// <param name="args">Values of the text.</param>
    void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object[] args);
}
