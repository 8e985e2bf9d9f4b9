using System.Text.RegularExpressions;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Architecture;

/// <summary>
/// A field that is told of each key says so with <c>@bind</c>. With <c>value</c> and <c>@oninput</c> side by side the answer to the first key writes over
/// what was typed meanwhile: on a slow line "a/b" became "ab".
/// </summary>
public sealed partial class TypedTextTests
{
    [Fact]
    public void No_field_gets_its_value_back_beside_what_is_typed()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Sources.Root, "IncidentConsole.Web", "Components"), "*.razor", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(pages);
        Assert.Equal([], pages.Where(page => WritesBack().IsMatch(File.ReadAllText(page))).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("""<input id="x" value="@Value" @oninput="Typed" />""")]
    [InlineData("""<textarea @oninput="e => Told(e)" value="@text">""")]
    public void Such_a_field_is_found(string markup) => Assert.Matches(WritesBack(), markup);

    /// <summary>Over a slow line Enter comes before the console has heard of the first letter: a button that waits for it loses the press. It refuses in words.</summary>
    [Fact]
    public void No_button_waits_for_what_is_typed()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Sources.Root, "IncidentConsole.Web", "Components"), "*.razor", SearchOption.AllDirectories);
        Assert.Equal([], pages.Where(page => Waits().IsMatch(File.ReadAllText(page))).Select(Path.GetFileName));
        Assert.Matches(Waits(), """<button type="submit" class="btn" disabled="@(isLower && string.IsNullOrWhiteSpace(reason))">""");
    }

    [GeneratedRegex("""<button\b[^\n]*?\bdisabled="@[^"]*(?:IsNullOrWhiteSpace|Trim\(\))""")]
    private static partial Regex Waits();

    [GeneratedRegex("""<(?:input|textarea)\b[^\n]*?(?:\bvalue="@[^\n]*@oninput=|@oninput="[^\n]*\bvalue="@)""")]
    private static partial Regex WritesBack();
}
