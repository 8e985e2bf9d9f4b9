using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Endpoints;

/// <summary>A refusal → problem details (RFC 9457) with the same words as on screen.</summary>
internal static class ApiProblems
{
    public static IResult ToProblem(this Refusal refusal) => TypedResults.Problem(refusal.Message, statusCode: StatusOf(refusal.Kind), title: TitleOf(refusal.Kind));

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Invalid or RefusalKind.ReasonRequired => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
    };

    private static string TitleOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Forbidden => "Not allowed",
        RefusalKind.NotFound => "Not found",
        RefusalKind.Conflict => "Not possible now",
        RefusalKind.Invalid => "Not accepted",
        RefusalKind.ReasonRequired => "A reason is needed",
        RefusalKind.Stale => "Changed meanwhile",
    };
}
