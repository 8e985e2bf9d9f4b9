namespace IncidentConsole.Web.Runbooks.Compiling;

/// <summary>Reads one kind of thing wherever it stands. Recognisers run in a fixed order; each sees what those before it read.</summary>
internal interface IRecogniser
{
    void Read(Reading reading);
}
