namespace ActorBackfill.Connectors.Sinks;

/// <summary>The rows of one query, read as they are asked for. Values are what a row of a unit may hold.</summary>
internal interface IRowCursor : IDisposable
{
    /// <summary>Goes to the next row; false after the last one.</summary>
    bool Next();

    /// <summary>Gets a value: null, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or <see cref="byte"/>[].</summary>
    object? Value(int column);

    /// <summary>Gets an integer.</summary>
    long Long(int column);

    /// <summary>Gets a text.</summary>
    string Text(int column);

    /// <summary>Gets a blob, valid until the next row.</summary>
    ReadOnlySpan<byte> Blob(int column);
}
