using IncidentConsole.Web.Endpoints.Incidents;

namespace IncidentConsole.Web.Cli;

/// <summary>
/// The console as the verbs of <c>incident</c> ask it: a running one over its API (<see cref="IncidentOverHttp"/>), or its store through the same
/// desk while no server runs (<see cref="IncidentOnStore"/>). Both answer alike and refuse in the same words.
/// </summary>
internal interface IIncidentReach : IAsyncDisposable
{
    Task<Reply<StatusDto>> StatusAsync(CancellationToken cancellationToken);

    Task<Reply<IncidentDto>> IncidentAsync(int number, CancellationToken cancellationToken);

    Task<Reply<ProceduresDto>> ProceduresAsync(int number, CancellationToken cancellationToken);

    /// <summary>Slugs of all services.</summary>
    Task<Reply<IReadOnlyList<string>>> ServicesAsync(CancellationToken cancellationToken);

    Task<Reply<DetectionDto>> DetectAsync(string service, CancellationToken cancellationToken);

    Task<Reply<ReferenceDto>> ReferenceAsync(string service, CancellationToken cancellationToken);

    Task<Reply<ExportDto>> ExportAsync(int number, CancellationToken cancellationToken);

    /// <summary>The postmortem as PDF.</summary>
    Task<Reply<byte[]>> PdfAsync(int number, CancellationToken cancellationToken);

    Task<Reply<IncidentDto>> DeclareAsync(DeclareRequest declare, CancellationToken cancellationToken);

    Task<Reply<IncidentDto>> StartAsync(int number, string action, ActionRequest start, CancellationToken cancellationToken);

    Task<Reply<IncidentDto>> ConfirmAsync(int number, string action, ActionRequest confirm, CancellationToken cancellationToken);

    /// <summary>The console sends the action's request itself.</summary>
    Task<Reply<SendDto>> SendAsync(int number, string action, SendRequest send, CancellationToken cancellationToken);

    Task<Reply<IncidentDto>> ResolveAsync(int number, ResolveRequest resolve, CancellationToken cancellationToken);
}

/// <summary>An answer, or why there is none in plain words with the exit code that tells it to a script.</summary>
internal sealed record Reply<T>(T? Value, int Code = IncidentExit.Done, string? Problem = null)
    where T : class
{
    public static implicit operator Reply<T>(T value) => new(value);

    public static Reply<T> Refused(string problem) => new(null, IncidentExit.Refused, problem);

    public static Reply<T> NotReached(string problem) => new(null, IncidentExit.NotReached, problem);

    /// <summary>The same problem of another question.</summary>
    public Reply<TOther> As<TOther>()
        where TOther : class => new(null, Code, Problem);
}

/// <summary>Exit codes of <c>incident</c>, as its help says them.</summary>
internal static class IncidentExit
{
    public const int Done = 0;

    /// <summary>The console refused, or there is no such incident, service or action.</summary>
    public const int Refused = 1;

    /// <summary>The words were not understood, or there is no store there.</summary>
    public const int Usage = 2;

    /// <summary>No console answers, the key may not, or a server holds the store.</summary>
    public const int NotReached = 3;

    /// <summary>status: something is open. detect, auto-detect: a limit is crossed.</summary>
    public const int Found = 10;

    /// <summary>status: something is open and late. detect, auto-detect: no limit is crossed, and something is not known.</summary>
    public const int Pressing = 11;
}
