namespace ActorBackfill.Host.JobFiles;

/// <summary>
/// <c>HOCON/reference.conf</c> as it is embedded: every key of a job file with its default, unit and the reason for the number. It is
/// there to be read; the defaults themselves stand in the definitions, and a test holds the two together.
/// </summary>
public static class ReferenceFile
{
    private const string Name = "reference.conf";

    /// <summary>Reads the text.</summary>
    public static string Read()
    {
        using var stream = typeof(ReferenceFile).Assembly.GetManifestResourceStream(Name)
            ?? throw new System.Diagnostics.UnreachableException($"{Name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
