using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Web.Cli;

/// <summary>API keys from the command line of the machine: whoever reaches the store's file may make them.</summary>
internal static class KeyCommands
{
    public static Verb Verb { get; } = new(
        "keys",
        """
        keys create NAME --role Stakeholder|Responder|Commander|Administrator [--as EMAIL] [--service SLUG]
        keys list
        keys revoke ID
        """,
        RunAsync);

    private static Actor Operator { get; } = Actor.System with { Name = "Command line" };

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellationToken)
    {
        await call.Services.GetRequiredService<Database>().OpenAsync(cancellationToken);
        return call.Words switch
        {
            ["create", var name, ..] when !name.StartsWith('-') => await CreateAsync(call, name, cancellationToken),
            ["list"] => await ListAsync(call, cancellationToken),
            ["revoke", var id] => await RevokeAsync(call, id, cancellationToken),
            _ => CommandLine.NotUnderstood,
        };
    }

    private static async Task<int> CreateAsync(VerbCall call, string name, CancellationToken cancellationToken)
    {
        if (call.Option("role") is not { } said || !Enum.TryParse<AccessRole>(said, ignoreCase: true, out var role) || !Enum.IsDefined(role))
        {
            return CommandLine.NotUnderstood;
        }

        var email = call.Option("as");
        var person = email is null ? null : await call.Services.GetRequiredService<IDirectory>().FindPersonAsync(email, cancellationToken);
        if (email is not null && person is null)
        {
            await call.Errors.WriteLineAsync($"There is no account with the address {email}. Invite the person first.");
            return CommandLine.Failed;
        }

        var (key, secret) = await call.Services.GetRequiredService<IApiKeys>().CreateAsync(name, role, person?.Id, call.Option("service"), Operator, cancellationToken);
        await call.Output.WriteLineAsync($"Key {key.Id} \"{name}\", role {role}{(person is null ? "" : $", acts as {person.Name}")}. It is shown only now:");
        await call.Output.WriteLineAsync(secret);
        return CommandLine.Done;
    }

    private static async Task<int> ListAsync(VerbCall call, CancellationToken cancellationToken)
    {
        foreach (var key in await call.Services.GetRequiredService<IApiKeys>().ListAsync(cancellationToken))
        {
            await call.Output.WriteLineAsync($"{key.Id}  {key.Role,-13}  {(key.IsRevoked ? "revoked" : "active "),-7}  {key.CreatedAt:yyyy-MM-dd}  {key.Name}");
        }

        return CommandLine.Done;
    }

    private static async Task<int> RevokeAsync(VerbCall call, string id, CancellationToken cancellationToken)
    {
        if (await call.Services.GetRequiredService<IApiKeys>().RevokeAsync(id, Operator, cancellationToken))
        {
            await call.Output.WriteLineAsync($"Key {id} is revoked; what it had open ends within two seconds.");
            return CommandLine.Done;
        }

        await call.Errors.WriteLineAsync($"There is no active key {id}. See: keys list");
        return CommandLine.Failed;
    }
}
