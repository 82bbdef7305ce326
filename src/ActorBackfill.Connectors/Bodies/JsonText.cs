using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies;

/// <summary>Parses one JSON document strictly, and says why when it cannot.</summary>
internal static class JsonText
{
    /// <summary>Parses a document into memory of its own.</summary>
    /// <param name="text">All of it, valid UTF-8.</param>
    /// <param name="depth">Nesting that is accepted.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="place">The place named in messages: the body or one of its lines.</param>
    /// <exception cref="BackfillException">It is incomplete, too deep, followed by something or no JSON.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> text, int depth, BodyOrigin origin, string place)
    {
        JsonElement value;
        try
        {
            value = JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = depth });
        }
        catch (JsonException e)
        {
            throw WhyNot(text, depth, origin, place, e);
        }

        RefuseHalfCharacters(text, depth, place);
        return value;
    }

    private static BackfillException WhyNot(ReadOnlySpan<byte> text, int depth, BodyOrigin origin, string place, JsonException error)
    {
        switch (BodyText.FirstByte(text))
        {
            case 0:
                return new BackfillException(
                    origin.End == BodyEnd.Unknown ? FailureCategory.Truncated : FailureCategory.UnexpectedContent, $"{place} is empty instead of JSON", error);
            case (byte)'<':
                return new BackfillException(
                    FailureCategory.UnexpectedContent, $"{place} is HTML or XML instead of JSON: {BodyText.Excerpt(text)}", error);
        }

        // Read again as if more could come: what is right so far and not at its end was cut.
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = depth }));
        try
        {
            while (reader.Read())
            {
            }

            return new BackfillException(
                FailureCategory.Truncated, string.Create(CultureInfo.InvariantCulture, $"{place} ends after {text.Length} bytes in the middle of its JSON"), error);
        }
        catch (JsonException e) when (reader.CurrentDepth >= depth - 1 && text[(int)reader.BytesConsumed..].TrimStart(" \t\r\n,:"u8) is [(byte)'[' or (byte)'{', ..])
        {
            return new BackfillException(
                FailureCategory.Oversize, string.Create(CultureInfo.InvariantCulture, $"{place} is nested deeper than {depth} (caps.depth)"), e);
        }
        catch (JsonException e)
        {
            return new BackfillException(
                FailureCategory.UnexpectedContent,
                string.Create(CultureInfo.InvariantCulture, $"{place} is not JSON at byte {reader.BytesConsumed}: {BodyText.Excerpt(text)}"),
                e);
        }
    }

    /// <summary>An escape can write half of a surrogate pair, which no text can hold; it would throw only where the value is used.</summary>
    private static void RefuseHalfCharacters(ReadOnlySpan<byte> text, int depth, string place)
    {
        if (text.IndexOf("\\ud"u8) < 0 && text.IndexOf("\\uD"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = depth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
            {
                continue;
            }

            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException e)
            {
                throw new BackfillException(
                    FailureCategory.InvalidData,
                    string.Create(CultureInfo.InvariantCulture, $"{place} has half of a surrogate pair in the text at byte {reader.TokenStartIndex}"),
                    e);
            }
        }
    }
}
