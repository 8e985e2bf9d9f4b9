using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>Sends the request of an action. Whatever goes wrong on the way is a result, never an exception; redirects are not followed.</summary>
public interface IRequestSender
{
    /// <summary>After that it stops waiting.</summary>
    TimeSpan TimeLimit { get; }

    /// <summary>The headers it would send, one a line, secrets masked.</summary>
    IReadOnlyList<string> HeadersOf(FilledRequest request, string sendId);

    /// <param name="isNamed">An administrator named this very host, so that it may lead to a private address; a suffix never does.</param>
    Task<SentRequest> SendAsync(FilledRequest request, string sendId, bool isNamed, CancellationToken cancellationToken);
}

/// <param name="Status">Null where there was none.</param>
/// <param name="Answer">Head and body as text, at most 8 KB of body, secrets masked; or why there is none.</param>
public sealed record SentRequest(SendOutcome Outcome, int? Status, TimeSpan Took, string Answer);
