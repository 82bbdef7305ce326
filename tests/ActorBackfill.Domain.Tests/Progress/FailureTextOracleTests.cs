using System.Text.RegularExpressions;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Domain.Tests.Plans;
using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Progress;

public sealed partial class FailureTextOracleTests
{
    private static readonly Gen<string> Texts = Gen.Elements(
            "'", "\"", "http://", "https://", "a/b?c=1", " ", "deadbeef", "0123456789abcdef", "x", "é", "_", "12", "3.5,7:8/9-", "-", "h", "\n", "٣", "G", "HTTP 500 for ")
        .ListOf().Select(parts => string.Concat(parts));

    [Fact]
    public void A_scan_takes_out_what_the_rule_says() => Some.Holds(Prop.ForAll(
        Texts.ToArbitrary(), text => FailureText.Normalise(text) == Varying().Replace(text.Length > 300 ? text[..300] : text, "*")));

    // The rule in short; its engine takes 20 ms to start, which a status has not got.
    [GeneratedRegex("""'[^']*'|"[^"]*"|https?://\S+|\b[0-9a-fA-F]{8,}\b|[0-9][0-9.,:/-]*""")]
    private static partial Regex Varying();
}
