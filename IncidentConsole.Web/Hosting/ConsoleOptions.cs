using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Hosting;

/// <summary>Section <c>IncidentConsole</c>; environment variables read <c>IncidentConsole__TimeZone</c> and so on. Validated at start.</summary>
public sealed class ConsoleOptions
{
    public const string Section = "IncidentConsole";

    /// <summary>Holds everything: database, keys, backups, exports. Relative paths lie under the content root, never the working folder.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>IANA id of the zone of PDF, e-mail and public text.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Address under which people reach the console, for links in messages; null: the address it listens on.</summary>
    public Uri? PublicUrl { get; set; }

    public SetupOptions Setup { get; set; } = new();
}

/// <summary>The first administrator without a person at the screen. Both or none; ignored once anybody has an account.</summary>
public sealed class SetupOptions
{
    public string? AdminEmail { get; set; }

    public string? AdminPassword { get; set; }
}

/// <summary>Says in words which setting is wrong, before anything listens.</summary>
internal sealed class ConsoleOptionsValidation : IValidateOptions<ConsoleOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsoleOptions options)
    {
        List<string> problems = [];
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out var zone) || !zone.HasIanaId)
        {
            problems.Add($"IncidentConsole:TimeZone \"{options.TimeZone}\" is not an IANA time zone. Use one like Europe/Berlin or UTC.");
        }

        if (options.Setup.AdminEmail is null != options.Setup.AdminPassword is null)
        {
            problems.Add("IncidentConsole:Setup needs both AdminEmail and AdminPassword, or neither.");
        }

        if (options.PublicUrl is { IsAbsoluteUri: false })
        {
            problems.Add("IncidentConsole:PublicUrl must be a full address like https://incidents.example.org.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
