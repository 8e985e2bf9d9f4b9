using IncidentConsole.Domain.Application.Alerts;

namespace IncidentConsole.Tests.Application.Alerts;

/// <summary>One, none, some, all, and a storm: each is said as a person would.</summary>
public sealed class AlertWordsTests
{
    [Theory]
    [InlineData(1, 1, "1 fires", "1 alert fires")]
    [InlineData(1, 0, "1, ended", "The alert has ended")]
    [InlineData(3, 0, "all 3 ended", "All 3 alerts have ended")]
    [InlineData(3, 3, "all 3 fire", "3 alerts, all of them fire")]
    [InlineData(3, 1, "1 of 3 fires", "3 alerts, 1 of them fires")]
    [InlineData(3, 2, "2 of 3 fire", "3 alerts, 2 of them fire")]
    [InlineData(10_000, 9_876, "9,876 of 10,000 fire", "10,000 alerts, 9,876 of them fire")]
    public void Alerts_are_counted_in_words(int total, int firing, string beside, string sentence)
    {
        Assert.Equal(beside, AlertWords.Count(total, firing));
        Assert.Equal(sentence, AlertWords.Sentence(total, firing));
    }
}
