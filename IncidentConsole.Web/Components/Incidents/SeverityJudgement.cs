namespace IncidentConsole.Web.Components.Incidents;

/// <summary>What the runbook's questions gave.</summary>
/// <param name="Rank">The level they lead to; null where they only help to choose.</param>
/// <param name="Answers">One question with its answer a line; empty while nothing is answered.</param>
public sealed record SeverityJudgement(int? Rank, string Answers);
