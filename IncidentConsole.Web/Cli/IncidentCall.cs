using System.Text.Json;
using IncidentConsole.Web.Endpoints;

namespace IncidentConsole.Web.Cli;

/// <summary>One call of a verb of <c>incident</c>: its words, the console it asks, and where its answer goes.</summary>
internal sealed record IncidentCall(IncidentArguments Words, IIncidentReach Reach, TextWriter Output, TextWriter Errors)
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the verb is about; null when nothing stands there.</summary>
    public string? About => Words.About is [var first, ..] ? first : null;

    public static string Json<T>(T body) => JsonSerializer.Serialize(body, Indented);

    /// <summary>"INC-7", "inc-7" and "7" name the same incident.</summary>
    public int? Number => About is { } said ? ApiRequest.NumberOf(said) : null;

    /// <summary>Prints the answer as a person or a program reads it.</summary>
    public async Task<int> AnswerAsync<T>(T body, Func<T, string> text, int code = IncidentExit.Done)
    {
        var said = Words.Has("json") ? Json(body) : text(body).TrimEnd('\n');
        await Output.WriteLineAsync(said.Replace("\n", Output.NewLine, StringComparison.Ordinal));
        return code;
    }

    public async Task<int> FailAsync(int code, string problem)
    {
        await Errors.WriteLineAsync(problem);
        return code;
    }

    public Task<int> FailAsync<T>(Reply<T> reply)
        where T : class => FailAsync(reply.Code, reply.Problem ?? "There is no answer.");

    public Task<int> NoNumberAsync() => FailAsync(IncidentExit.Usage, $"\"{About}\" is no incident. Say INC-7 or 7; incident active lists them.");

    /// <summary>The service that is named, or the only one there is.</summary>
    public async Task<Reply<string>> ServiceAsync(CancellationToken cancellationToken)
    {
        if (About is { } said)
        {
            return said;
        }

        var reply = await Reach.ServicesAsync(cancellationToken);
        return reply.Value switch
        {
            null => reply.As<string>(),
            [var only] => only,
            [] => new(null, IncidentExit.Usage, "No service is set up. Add one in the settings."),
            var several => new(null, IncidentExit.Usage, $"Say which service: {string.Join(", ", several)}."),
        };
    }
}
