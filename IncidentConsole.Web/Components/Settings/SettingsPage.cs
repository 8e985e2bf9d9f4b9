using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Web.Hosting.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace IncidentConsole.Web.Components.Settings;

/// <summary>What the settings pages share: who asks, what was last answered, and reading anew after each change.</summary>
public abstract class SettingsPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource ended = new();

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    protected Asker Asker { get; private set; } = default!;

    /// <summary>What went well, in a sentence; null when there is nothing to say.</summary>
    protected string? Done { get; private set; }

    /// <summary>What was refused, in a sentence.</summary>
    protected string? Refused { get; private set; }

    /// <summary>False until the first read: then the page shows that it loads.</summary>
    protected bool IsRead { get; private set; }

    protected CancellationToken Ended => ended.Token;

    protected override async Task OnInitializedAsync()
    {
        Asker = (await Authentication.CurrentUserAsync()).Asker;
        await ReadAsync();
        IsRead = true;
    }

    protected abstract Task ReadAsync();

    /// <summary>Reads anew after an accepted change and says so; a refusal stays beside the form with everything typed.</summary>
    /// <returns>What was made; null when refused.</returns>
    protected async Task<T?> SettleAsync<T>(Task<Settled<T>> change, Func<T, string> words)
        where T : class
    {
        var settled = await change;
        Done = settled.Value is { } value ? words(value) : null;
        Refused = settled.Refusal?.Message;
        if (settled.Value is not null)
        {
            await ReadAsync();
        }

        return settled.Value;
    }

    /// <summary>Says beside the form why nothing was sent.</summary>
    protected void Refuse(string problem) => (Done, Refused) = (null, problem);

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
        GC.SuppressFinalize(this);
    }
}
