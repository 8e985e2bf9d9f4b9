namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary>What a new password must be: long rather than odd.</summary>
internal static class Passwords
{
    public const int Shortest = 10;
    public const int Longest = 200;

    /// <summary>Null when it will do; else what to change.</summary>
    public static string? Problem(string? password, string email) =>
        password is null || password.Length < Shortest ? $"Use at least {Shortest} characters."
        : password.Length > Longest ? $"Use at most {Longest} characters."
        : string.Equals(password, email, StringComparison.OrdinalIgnoreCase) ? "Do not use your e-mail address as the password."
        : password.Distinct().Count() < 4 ? "Use more than three different characters."
        : null;
}
