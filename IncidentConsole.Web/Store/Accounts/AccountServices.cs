using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using Microsoft.AspNetCore.Identity;

namespace IncidentConsole.Web.Store.Accounts;

public static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<PasswordHasher<PersonRow>>();
        services.AddSingleton<IDirectory, PeopleDirectory>();
        services.AddSingleton<IAuditLog, AuditStore>();
        services.AddSingleton<IAccounts, AccountStore>();
        services.AddSingleton<IApiKeys, ApiKeyStore>();
        services.AddSingleton<PeopleDesk>();
        return services;
    }
}
