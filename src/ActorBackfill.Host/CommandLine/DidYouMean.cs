namespace ActorBackfill.Host.CommandLine;

/// <summary>Finds the word that was probably meant.</summary>
internal static class DidYouMean
{
    /// <summary>Gets the nearest word, or null when none is near: at most a third of its letters are wrong.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="words">What is known.</param>
    public static string? Of(string word, IEnumerable<string> words) => words
        .Select(known => (Word: known, Distance: Distance(word, known)))
        .Where(candidate => candidate.Distance <= Math.Max(1, candidate.Word.Length / 3))
        .OrderBy(candidate => candidate.Distance)
        .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
        .Select(candidate => candidate.Word)
        .FirstOrDefault();

    // Letters inserted, deleted, replaced, or exchanged with their neighbour (optimal string alignment).
    private static int Distance(string a, string b)
    {
        var table = Enumerable.Range(0, a.Length + 1).Select(_ => new int[b.Length + 1]).ToArray();
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i][j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(table[i - 1][j], table[i][j - 1]) + 1, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i][j] = Math.Min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }

        return table[a.Length][b.Length];
    }
}
