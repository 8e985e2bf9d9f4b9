using System.Globalization;

namespace IncidentConsole.Web.Components.Runbooks;

/// <summary>Where a runbook's page is: which ladder, procedure and revision it shows live in the address.</summary>
/// <param name="Level">Rank of the ladder shown; null: the first.</param>
/// <param name="Revision">An older revision to read; null: what is in use.</param>
public sealed record RunbookUrl(string Slug, int? Level = null, string? Procedure = null, int? Revision = null, bool ShowsRevisions = false, string? Search = null)
{
    /// <param name="part">The id of a part of the page.</param>
    public string To(string? part = null)
    {
        List<string> query = [];
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        Add("q", Search);
        Add("revision", Revision?.ToString(CultureInfo.InvariantCulture));
        Add("level", Level?.ToString(CultureInfo.InvariantCulture));
        Add("procedure", Procedure);
        Add("show", ShowsRevisions ? "revisions" : null);
        return $"/runbooks{(Slug.Length == 0 ? "" : "/" + Slug)}{(query.Count == 0 ? "" : "?" + string.Join('&', query))}{(part is null ? "" : "#" + part)}";
    }
}
