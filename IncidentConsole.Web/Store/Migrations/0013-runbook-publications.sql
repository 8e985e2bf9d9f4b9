-- Who made which version of a runbook the one in use, when, why and from which text. Rows are only ever added: going back to an older
-- version is a publication too. An incident's row says under which version it runs, so that a version can say how many used it.
CREATE TABLE runbook_publication (
    slug TEXT NOT NULL,
    revision INTEGER NOT NULL,
    key TEXT NOT NULL REFERENCES runbook_version (key),
    source TEXT,
    at TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (slug, revision)
);

INSERT INTO runbook_publication (slug, revision, key, source, at, actor_kind, actor_id, actor_name, reason)
SELECT slug, ROW_NUMBER() OVER (PARTITION BY slug ORDER BY published_at, key), key, NULL, published_at, 'System', 'system', 'Incident Console', 'Published before reasons were kept'
FROM runbook_version;

ALTER TABLE runbook ADD COLUMN current_revision INTEGER NOT NULL DEFAULT 1;

UPDATE runbook SET current_revision = (
    SELECT MAX(published.revision) FROM runbook_publication published WHERE published.slug = runbook.slug AND published.key = runbook.current_key);

ALTER TABLE incident ADD COLUMN runbook_key TEXT NOT NULL DEFAULT '';

CREATE INDEX incident_by_runbook ON incident (runbook_slug, runbook_key);
