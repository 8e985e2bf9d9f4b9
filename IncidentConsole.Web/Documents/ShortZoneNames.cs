namespace IncidentConsole.Web.Documents;

/// <summary>
/// Zone names people say. .NET has none without culture data, and only these are unmistakable enough to print;
/// any other zone prints as its offset.
/// </summary>
internal static class ShortZoneNames
{
    private static readonly string[] CentralEurope =
    [
        "Amsterdam", "Andorra", "Belgrade", "Berlin", "Bratislava", "Brussels", "Budapest", "Copenhagen", "Ljubljana", "Luxembourg", "Madrid",
        "Malta", "Monaco", "Oslo", "Paris", "Prague", "Rome", "Sarajevo", "Skopje", "Stockholm", "Tirane", "Vaduz", "Vienna", "Warsaw", "Zagreb", "Zurich",
    ];

    private static readonly string[] EastEurope = ["Athens", "Bucharest", "Helsinki", "Kyiv", "Riga", "Sofia", "Tallinn", "Vilnius"];

    private static readonly Dictionary<string, (string Standard, string Daylight)> Names = All();

    public static string? Of(string zoneId, bool daylight) =>
        Names.TryGetValue(zoneId, out var names) ? daylight ? names.Daylight : names.Standard : null;

    private static Dictionary<string, (string Standard, string Daylight)> All()
    {
        var names = new Dictionary<string, (string Standard, string Daylight)>
        {
            ["Europe/London"] = ("GMT", "BST"),
            ["Europe/Lisbon"] = ("WET", "WEST"),
            ["America/New_York"] = ("EST", "EDT"),
            ["America/Chicago"] = ("CST", "CDT"),
            ["America/Denver"] = ("MST", "MDT"),
            ["America/Los_Angeles"] = ("PST", "PDT"),
            ["Asia/Tokyo"] = ("JST", "JST"),
        };
        foreach (var city in CentralEurope)
        {
            names["Europe/" + city] = ("CET", "CEST");
        }
        foreach (var city in EastEurope)
        {
            names["Europe/" + city] = ("EET", "EEST");
        }
        return names;
    }
}
