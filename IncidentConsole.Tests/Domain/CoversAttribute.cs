using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Domain;

/// <summary>This class tests the rule of an intent; <see cref="CompletenessTests"/> finds intents that nobody covers.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class CoversAttribute<TIntent> : Attribute
    where TIntent : IncidentIntent;
