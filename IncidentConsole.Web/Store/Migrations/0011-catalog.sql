-- Services, components and runbooks. Runbook versions are immutable and never deleted; a slug points to its current one.
CREATE TABLE runbook_version (
    key TEXT PRIMARY KEY,
    slug TEXT NOT NULL,
    body TEXT NOT NULL,
    published_at TEXT NOT NULL
);

CREATE TABLE runbook (
    slug TEXT PRIMARY KEY,
    current_key TEXT NOT NULL REFERENCES runbook_version (key)
);

CREATE TABLE service (
    slug TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    runbook_slug TEXT NOT NULL,
    owner_team TEXT
);

CREATE TABLE service_binding (
    service TEXT NOT NULL REFERENCES service (slug),
    target TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (service, target, person_id)
);

CREATE TABLE component (
    slug TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT,
    place INTEGER NOT NULL
);
