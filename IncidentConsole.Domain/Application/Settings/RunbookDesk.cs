using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Settings;

/// <summary>
/// The one door for publishing runbooks: asks who may, compiles the text, has the store keep it with who, when and why. What runs stays as
/// it is: an incident keeps the version it was declared under.
/// </summary>
public sealed class RunbookDesk(IDirectory directory, ICatalog catalog, ICatalogEditor editor, IRunbookHistory history, IRunbookCompiler compiler, CatalogDesk services)
{
    /// <summary>Characters.</summary>
    public const int LongestReason = 500;

    /// <summary>Where one imports a runbook: no runbook can have this address.</summary>
    private const string Reserved = "import";

    /// <summary>Publishes what the Markdown compiles to as the next revision of its runbook.</summary>
    public async Task<Settled<PublishedRunbook>> PublishAsync(RunbookText text, string? reason, Asker asker, CancellationToken cancellationToken)
    {
        if (await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (ReasonProblem(reason) is { } missing)
        {
            return missing;
        }

        if (text.Slug is not null && !Slug.IsValid(text.Slug))
        {
            return SettingsGate.Invalid($"A runbook's short name is made of {Slug.Rule}.");
        }

        var reading = compiler.Compile(text.Markdown, text.Slug);
        if (reading.Compilation is not { Runbook: var runbook })
        {
            return SettingsGate.Invalid(Words(reading.Unreadable!));
        }

        if (text.Slug is not null && runbook.Slug != text.Slug)
        {
            return SettingsGate.Invalid($"The text gives the runbook the short name \"{runbook.Slug}\", not \"{text.Slug}\". Publish it under that name, or change the name in the text.");
        }

        if (runbook.Slug == Reserved)
        {
            return SettingsGate.Invalid($"\"{Reserved}\" is an address of the console. Give the runbook another short name.");
        }

        if (await IsInUseAsync(runbook.Slug, text.Markdown, cancellationToken).ConfigureAwait(false) is { } same)
        {
            return new Refusal(RefusalKind.Conflict, $"This is word for word revision {same.Revision}, which is in use. Nothing was published.");
        }

        return await PutAsync(new RunbookEdition(runbook, text.Markdown, reason!.Trim(), text.OnRevision), asker, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes an older revision the one in use again; that is a publication of its own.</summary>
    /// <param name="onRevision">As in <see cref="RunbookEdition.OnRevision"/>.</param>
    public async Task<Settled<PublishedRunbook>> GoBackAsync(string slug, int revision, string? reason, int? onRevision, Asker asker, CancellationToken cancellationToken)
    {
        if (await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (ReasonProblem(reason) is { } missing)
        {
            return missing;
        }

        var published = await history.PublicationsAsync(slug, Access.Viewer.System, cancellationToken).ConfigureAwait(false);
        if (published.FirstOrDefault(candidate => candidate.Revision == revision) is not { } chosen)
        {
            return new Refusal(RefusalKind.NotFound, $"There is no revision {revision} of the runbook \"{slug}\".");
        }

        if (chosen.IsCurrent || published.First(candidate => candidate.IsCurrent).Key == chosen.Key)
        {
            return new Refusal(RefusalKind.Conflict, $"Revision {revision} says the same as what is in use. Nothing was published.");
        }

        var source = await history.SourceAsync(slug, revision, cancellationToken).ConfigureAwait(false);
        return await PutAsync(new RunbookEdition(catalog.Runbook(chosen.Key), source, $"Back to revision {revision}: {reason!.Trim()}", onRevision), asker, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts services under this runbook: their next incidents run under it.</summary>
    /// <returns>Null when all are; else why the first one is not.</returns>
    public async Task<Refusal?> AttachAsync(string slug, IEnumerable<string> serviceSlugs, Asker asker, CancellationToken cancellationToken)
    {
        foreach (var name in serviceSlugs)
        {
            if (await catalog.FindServiceAsync(name, cancellationToken).ConfigureAwait(false) is not { } service)
            {
                return new Refusal(RefusalKind.NotFound, $"There is no service \"{name}\".");
            }

            if (service.RunbookSlug != slug && (await services.SaveServiceAsync(service with { RunbookSlug = slug }, null, isNew: false, asker, cancellationToken).ConfigureAwait(false)).Refusal is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>The Markdown to edit: what the revision in use was compiled from, or its canonical form; null where there is no such runbook.</summary>
    public async Task<RunbookText?> SourceAsync(string slug, CancellationToken cancellationToken) =>
        await history.CurrentAsync(slug, cancellationToken).ConfigureAwait(false) is { } current
            ? new RunbookText(slug, await SourceOfAsync(current, cancellationToken).ConfigureAwait(false), current.Revision)
            : null;

    /// <summary>Why a text is no runbook, with its line.</summary>
    public static string Words(RunbookUnreadable unreadable) => unreadable.Line is { } line ? $"Line {line}: {unreadable.Problem}" : unreadable.Problem;

    private async Task<string> SourceOfAsync(RunbookPublication publication, CancellationToken cancellationToken) =>
        await history.SourceAsync(publication.Slug, publication.Revision, cancellationToken).ConfigureAwait(false) ?? compiler.ToMarkdown(catalog.Runbook(publication.Key));

    private async Task<RunbookPublication?> IsInUseAsync(string slug, string markdown, CancellationToken cancellationToken) =>
        await history.CurrentAsync(slug, cancellationToken).ConfigureAwait(false) is { } current
        && Lines(await SourceOfAsync(current, cancellationToken).ConfigureAwait(false)) == Lines(markdown) ? current : null;

    private async Task<Settled<PublishedRunbook>> PutAsync(RunbookEdition edition, Asker asker, CancellationToken cancellationToken)
    {
        if (await editor.PublishRunbookAsync(edition, asker.Actor, cancellationToken).ConfigureAwait(false) is { } publication)
        {
            return new PublishedRunbook(publication, edition.Runbook);
        }

        var other = await history.CurrentAsync(edition.Runbook.Slug, cancellationToken).ConfigureAwait(false);
        return new Refusal(RefusalKind.Stale, other is null
            ? "There is no such runbook any more."
            : $"{other.By.Name} published revision {other.Revision} meanwhile ({other.Reason}). Look at what changes now, then publish again.");
    }

    private static Refusal? ReasonProblem(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? new Refusal(RefusalKind.ReasonRequired, "Say why: the reason stands in the list of revisions.")
        : reason.Length > LongestReason ? SettingsGate.Invalid($"Give the reason in at most {LongestReason} characters.")
        : null;

    // Line ends differ between systems and say nothing.
    private static string Lines(string markdown) => markdown.ReplaceLineEndings("\n").Trim();
}

/// <summary>Markdown on its way to become a revision.</summary>
/// <param name="Slug">Null: made from the title.</param>
/// <param name="OnRevision">As in <see cref="RunbookEdition.OnRevision"/>.</param>
public sealed record RunbookText(string? Slug, string Markdown, int? OnRevision = null);

public sealed record PublishedRunbook(RunbookPublication Publication, Runbook Runbook);
