namespace ActorBackfill.Hocon;

/// <summary>Finds the word that was probably meant.</summary>
public static class HoconSuggestion
{
    /// <summary>Returns the nearest candidate within a third of the word's length (at least one edit, and never all of it), or null.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What is known.</param>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var bound = Math.Min(word.Length - 1, Math.Max(1, word.Length / 3));
        return candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(word, candidate, bound)))
            .Where(pair => pair.Distance <= bound)
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
    }

    /// <summary>Gets <c>; did you mean X?</c>, or nothing when no word is near.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What is known.</param>
    public static string Hint(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } nearest ? $"; did you mean {nearest}?" : "";

    /// <summary>Edits between two words, a swap of neighbours counting as one.</summary>
    private static int Distance(string a, string b, int bound)
    {
        if (Math.Abs(a.Length - b.Length) > bound)
            return int.MaxValue;
        var before = new int[b.Length + 1];
        var last = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[b.Length];
    }
}
