-- What people read. All of it can be rebuilt from the log; texts stand here only where the append that redacts them writes the row anew.
CREATE TABLE projection (
    name TEXT PRIMARY KEY,
    version INTEGER NOT NULL
);

CREATE TABLE incident (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    summary TEXT,
    service TEXT NOT NULL,
    service_is_known BOOLEAN NOT NULL,
    owner_team TEXT,
    runbook_slug TEXT NOT NULL,
    severity INTEGER NOT NULL,
    severity_label TEXT NOT NULL,
    severity_name TEXT NOT NULL,
    status TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    visibility TEXT NOT NULL,
    is_drill BOOLEAN NOT NULL,
    commander_id TEXT,
    commander_name TEXT,
    declared_at TEXT NOT NULL,
    detected_at TEXT NOT NULL,
    impact_started_at TEXT,
    acknowledged_at TEXT,
    mitigated_at TEXT,
    resolved_at TEXT,
    next_update_at TEXT,
    next_due_at TEXT,
    next_due_kind TEXT,
    is_public BOOLEAN NOT NULL,
    postmortem_due_at TEXT,
    postmortem_published_at TEXT,
    postmortem_sections_done INTEGER NOT NULL,
    postmortem_sections INTEGER NOT NULL
);
CREATE INDEX incident_declared ON incident (declared_at);
CREATE INDEX incident_open ON incident (service) WHERE is_open;

CREATE TABLE incident_viewer (
    incident_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    PRIMARY KEY (incident_id, account_id)
);

-- The text of a revision is its event's.
CREATE TABLE postmortem_revision (
    incident_id TEXT NOT NULL,
    section_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    position BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (incident_id, section_id, revision)
);

CREATE TABLE action_item (
    incident_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    what TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner_id TEXT,
    owner_name TEXT,
    due_on TEXT,
    ticket TEXT,
    state TEXT NOT NULL,
    PRIMARY KEY (incident_id, item_id)
);

CREATE TABLE public_incident (
    incident_id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    resolved_at TEXT,
    body TEXT NOT NULL
);
