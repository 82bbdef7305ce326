using System.Collections;
using System.Globalization;
using System.Text;
using Akka.Event;

namespace ActorBackfill.Host.Logs;

/// <summary>
/// Fills templates with named places, <c>Unit {Unit} failed on attempt {Attempt}</c>, by their order; Akka's own formatter knows numbered
/// places only. Never throws: a line that lacks a value is better than no line.
/// </summary>
public sealed class NamedTemplates : ILogMessageFormatter
{
    /// <inheritdoc/>
    public string Format(string format, params object[] args) => Fill(format, args);

    /// <inheritdoc/>
    public string Format(string format, IEnumerable<object> args) => Fill(format, [.. args]);

    private static string Fill(string format, object[] args)
    {
        var result = new StringBuilder(format.Length + 32);
        var next = 0;
        for (var i = 0; i < format.Length; i++)
        {
            var isDoubled = i + 1 < format.Length && format[i + 1] == format[i];
            if (format[i] is '{' or '}' && isDoubled)
            {
                result.Append(format[i++]);
            }
            else if (format[i] == '{' && format.IndexOf('}', i) is > 0 and var end)
            {
                result.Append(next < args.Length ? Text(args[next]) : format[i..(end + 1)]);
                next++;
                i = end;
            }
            else
            {
                result.Append(format[i]);
            }
        }

        return result.ToString();
    }

    private static string Text(object? value) => value switch
    {
        null => "(null)",
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable values => string.Join(", ", values.Cast<object?>().Select(Text)),
        _ => value.ToString() ?? "",
    };
}
