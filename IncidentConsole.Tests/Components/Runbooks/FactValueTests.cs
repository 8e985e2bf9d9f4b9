using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Components.Runbooks;

namespace IncidentConsole.Tests.Components.Runbooks;

/// <summary>The value behind a fact: how it is said, and what a person's words become.</summary>
public sealed class FactValueTests
{
    [Theory]
    [InlineData("title", "title", "Test runbook")]
    [InlineData("severities/levels/1/response", "severities/levels/1/response", "15 min")]
    [InlineData("severities/levels/0/response", "severities/levels/0/response", "at once")]
    [InlineData("severities/levels/3/response", "severities/levels/3/response", "next business day")]
    [InlineData("severities/levels/1", "severities/levels/1/label", "SEV-2")]
    [InlineData("checklist/first-five/items/nice/isRequired", "checklist/first-five/items/nice/isRequired", "no")]
    [InlineData("procedures/errors/actions/logs", "procedures/errors/actions/logs/title", "Read the logs")]
    public void A_value_is_found_by_places_and_ids_and_said_in_words(string path, string found, string said)
    {
        var value = FactValue.Find(TestRunbooks.Standard, path);
        Assert.Equal((found, said), (value!.Path, value.Said));
    }

    [Theory]
    [InlineData("severities/levels")]
    [InlineData("severities/levels/9/label")]
    [InlineData("nothing/of/that/name")]
    public void What_is_no_single_value_has_none(string path) => Assert.Null(FactValue.Find(TestRunbooks.Standard, path));

    [Theory]
    [InlineData("15 min", "\"PT15M\"")]
    [InlineData("90", "\"PT1H30M\"")]
    [InlineData("1 h 30", "\"PT1H30M\"")]
    [InlineData("2 days", "\"P2D\"")]
    [InlineData("45 seconds", "\"PT45S\"")]
    [InlineData("at once", "\"PT0S\"")]
    [InlineData("Next business day", "\"nextBusinessDay\"")]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void A_time_is_read_as_people_write_it(string typed, string? json) => Assert.Equal(json, FactValue.Find(TestRunbooks.Standard, "severities/levels/1/response")!.Read(typed));

    [Fact]
    public void Texts_and_yes_or_no_are_read_too()
    {
        Assert.Equal("\"Say \\\"hello\\\"\"", FactValue.Find(TestRunbooks.Standard, "title")!.Read(" Say \"hello\" "));
        Assert.Null(FactValue.Find(TestRunbooks.Standard, "title")!.Read("  "));
        Assert.Equal("true", FactValue.Find(TestRunbooks.Standard, "checklist/first-five/items/nice/isRequired")!.Read("Yes"));
        Assert.Null(FactValue.Find(TestRunbooks.Standard, "checklist/first-five/items/nice/isRequired")!.Read("maybe"));
    }
}
