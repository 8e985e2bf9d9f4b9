namespace IncidentConsole.Tests.Domain.Filling;

/// <summary>SQL keeps its statement whatever is typed; no quotes are added, since only the runbook knows a text from a number from a name.</summary>
public sealed class SqlFillTests
{
    [Theory]
    [InlineData("DELETE FROM s WHERE u = '<v>'", "x' OR '1'='1", "DELETE FROM s WHERE u = 'x'' OR ''1''=''1'")]
    [InlineData("SELECT \"<v>\" FROM t", "a\" FROM secrets --", "SELECT \"a\"\" FROM secrets --\" FROM t")]
    [InlineData("SELECT `<v>` FROM t", "a` b", "SELECT `a`` b` FROM t")]
    [InlineData("DELETE FROM s WHERE id = <v>", "42", "DELETE FROM s WHERE id = 42")]
    [InlineData("DELETE FROM s WHERE id = <v>", "-1.5", "DELETE FROM s WHERE id = -1.5")]
    [InlineData("TRUNCATE TABLE <v>", "public.sessions", "TRUNCATE TABLE public.sessions")]
    [InlineData("SELECT 'it''s', '<v>'", "a'b", "SELECT 'it''s', 'a''b'")]
    public void A_value_stays_within_its_place(string template, string value, string expected)
    {
        var filled = CommandFillTests.Fill(template, value, "sql");
        Assert.Null(filled.Blocked);
        Assert.Equal(expected, filled.Text);
        Assert.Contains("Read the statement", filled.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM s WHERE id = <v>", "id")]
    [InlineData("DELETE FROM s WHERE id = <v>", "1 OR 1=1")]
    [InlineData("DELETE FROM s WHERE id = <v>", "'x'")]
    [InlineData("TRUNCATE TABLE <v>", "a; DROP TABLE b")]
    [InlineData("SELECT '<v>'", "a\\' OR 1=1 --")]
    [InlineData("-- about <v>\nSELECT 1", "a b")]
    [InlineData("SELECT 1 /* <v> */", "*/ DROP")]
    [InlineData("DO $x$ SELECT '<v>' $x$", "'; DROP TABLE t; '")]
    public void What_would_change_the_statement_is_refused(string template, string value)
    {
        var filled = CommandFillTests.Fill(template, value, "sql");
        Assert.NotNull(filled.Blocked);
        Assert.Equal(template, filled.Text);
    }

    [Fact]
    public void A_statement_without_placeholders_warns_of_nothing() =>
        Assert.Null(IncidentConsole.Domain.Runbooks.Filling.CommandFill.Fill(new("SELECT 1", "sql"), new Dictionary<string, string>()).Warning);
}
