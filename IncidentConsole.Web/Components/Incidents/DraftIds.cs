using System.Security.Cryptography;
using System.Text;
using Microsoft.JSInterop;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// The client-made id of what is sent from a draft. The browser makes it when the draft begins and keeps it with the text: when a circuit dies
/// between the recording and its answer, the kept draft is sent again under the same id and is recorded once.
/// </summary>
internal static class DraftIds
{
    /// <param name="key">The draft's name on the device.</param>
    /// <param name="sent">The text: a draft that was changed after the loss is another entry, and is not swallowed.</param>
    /// <returns>Null where the device keeps no draft.</returns>
    public static async Task<string?> OfAsync(IJSRuntime js, string key, string sent) =>
        await js.InvokeAsync<string?>("drafts.id", key) is { Length: > 0 } id ? Of(id, sent) : null;

    public static string Of(string id, string sent) => $"draft:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}\n{sent}")))}";
}
