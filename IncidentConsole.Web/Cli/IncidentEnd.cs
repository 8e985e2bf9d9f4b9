using IncidentConsole.Web.Endpoints.Incidents;

namespace IncidentConsole.Web.Cli;

/// <summary><c>incident resolve</c> and <c>incident export</c>.</summary>
internal static class IncidentEnd
{
    public static async Task<int> ResolveAsync(IncidentCall call, CancellationToken cancellationToken)
    {
        if (call.Number is not { } number)
        {
            return await call.NoNumberAsync();
        }

        var reply = await call.Reach.ResolveAsync(number, new ResolveRequest { Notes = call.Words.Value("notes"), Reason = call.Words.Value("reason") }, cancellationToken);
        return reply.Value is { } incident ? await call.AnswerAsync(incident, Resolved) : await call.FailAsync(reply);
    }

    public static async Task<int> ExportAsync(IncidentCall call, CancellationToken cancellationToken)
    {
        if (call.Number is not { } number)
        {
            return await call.NoNumberAsync();
        }

        // With --pdf alone the paper is what was asked for; the JSON comes with --out or --json too.
        var pdf = call.Words.Value("pdf");
        if (pdf is not null)
        {
            var paper = await call.Reach.PdfAsync(number, cancellationToken);
            if (paper.Value is not { } bytes)
            {
                return await call.FailAsync(paper);
            }

            if (await WriteAsync(call, pdf, bytes, cancellationToken) is var written and not IncidentExit.Done)
            {
                return written;
            }
        }

        if (pdf is not null && !call.Words.Has("out") && !call.Words.Has("json"))
        {
            return IncidentExit.Done;
        }

        var reply = await call.Reach.ExportAsync(number, cancellationToken);
        if (reply.Value is not { } export)
        {
            return await call.FailAsync(reply);
        }

        var json = IncidentCall.Json(export);
        if (call.Words.Value("out") is { } file)
        {
            return await WriteAsync(call, file, System.Text.Encoding.UTF8.GetBytes(json + "\n"), cancellationToken);
        }

        await call.Output.WriteLineAsync(json);
        return IncidentExit.Done;
    }

    internal static string Resolved(IncidentDto incident)
    {
        var took = incident.TimeToResolve is >= 0 and var seconds ? $" after {IncidentText.Span(seconds)}" : "";
        return $"{incident.Number} is resolved{took}.{(incident.IsPublic ? " The public page still says otherwise: publish the update." : "")}";
    }

    private static async Task<int> WriteAsync(IncidentCall call, string file, byte[] bytes, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(file);
        try
        {
            await File.WriteAllBytesAsync(path, bytes, cancellationToken);
            await call.Errors.WriteLineAsync($"Written: {path}");   // standard output belongs to what was asked for
            return IncidentExit.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await call.FailAsync(IncidentExit.Refused, $"{path} could not be written: {exception.Message}");
        }
    }
}
