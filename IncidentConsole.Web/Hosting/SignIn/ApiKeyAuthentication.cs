using System.Text.Encodings.Web;
using IncidentConsole.Domain.Application.Ports;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary><c>Authorization: Bearer ic_…</c>: the key's integration, or the person it acts as while that account is not locked.</summary>
internal sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, IApiKeys keys, IDirectory directory)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "ApiKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        const string prefix = "Bearer ";
        var sent = Request.Headers.Authorization.ToString();
        // Where anybody may knock the key is the sender's own business: looking it up here would log each delivery as a failure.
        if (!sent.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return AuthenticateResult.NoResult();
        }

        var key = await keys.FindBySecretAsync(sent[prefix.Length..].Trim(), Context.RequestAborted);
        if (key is null or { IsRevoked: true })
        {
            return AuthenticateResult.Fail("The API key is unknown or revoked.");
        }

        var person = key.PersonId is null ? null : await directory.FindPersonAsync(key.PersonId, Context.RequestAborted);
        if (key.PersonId is not null && (person is null || person.IsLocked))
        {
            return AuthenticateResult.Fail("The account this API key acts as is locked.");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(ConsoleClaims.Of(key, person), Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer");
        await TypedResults.Problem(failure ?? "Send an API key: Authorization: Bearer KEY.", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        TypedResults.Problem("The role of this API key does not allow this.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(Context);
}
