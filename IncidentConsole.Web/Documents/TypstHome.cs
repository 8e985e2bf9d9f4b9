namespace IncidentConsole.Web.Documents;

/// <summary>Where the renderer lies: <c>pdf/</c> beside the published program, <c>wwwroot-assets/typst</c> in a clone.</summary>
internal static class TypstHome
{
    /// <exception cref="Domain.Application.Ports.DocumentRenderException">Neither place holds an installed renderer.</exception>
    public static string Find(string programDirectory, string contentRoot)
    {
        string[] places = [Path.Combine(programDirectory, "pdf"), Path.GetFullPath(Path.Combine(contentRoot, "..", "wwwroot-assets", "typst"))];
        return Array.Find(places, IsInstalled) ?? throw new Domain.Application.Ports.DocumentRenderException(
            $"The PDF renderer is not installed: neither {places[0]} nor {places[1]} holds worker.mjs with its packages. Build or publish the console again.");
    }

    private static bool IsInstalled(string place) =>
        File.Exists(Path.Combine(place, "worker.mjs")) && Directory.Exists(Path.Combine(place, "node_modules"));
}
