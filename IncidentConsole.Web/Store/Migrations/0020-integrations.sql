-- Integrations with their keys, what alerts of a service may do, and the way of a delivery: stored first, acted on after.
CREATE TABLE integration (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    service TEXT,
    service_path TEXT,
    ttl_seconds BIGINT,
    per_second INTEGER NOT NULL,
    signing TEXT,
    timestamp_header TEXT,
    every_seconds BIGINT,
    grace_seconds BIGINT NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT
);

CREATE TABLE integration_key (
    hash TEXT PRIMARY KEY,
    integration_id TEXT NOT NULL REFERENCES integration (id),
    hint TEXT NOT NULL,
    created_at TEXT NOT NULL,
    ends_at TEXT
);
CREATE INDEX integration_key_of ON integration_key (integration_id);

CREATE TABLE alert_policy (
    service TEXT PRIMARY KEY,
    mode TEXT NOT NULL,
    window_seconds BIGINT NOT NULL
);

CREATE TABLE alert_silence (
    id TEXT PRIMARY KEY,
    service TEXT NOT NULL,
    alert_name TEXT,
    subject TEXT,
    by_kind TEXT NOT NULL,
    by_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    from_at TEXT NOT NULL,
    until_at TEXT NOT NULL,
    ended_at TEXT
);
CREATE INDEX alert_silence_until ON alert_silence (until_at);

-- Order of arrival, and numbers of alerts: taken in the transaction that uses them. One node at a time acts on what came in.
CREATE TABLE alert_head (
    id INTEGER PRIMARY KEY,
    delivery BIGINT NOT NULL,
    alert BIGINT NOT NULL,
    owner TEXT,
    owned_until TEXT
);
INSERT INTO alert_head (id, delivery, alert) VALUES (1, 0, 0);

ALTER TABLE alert_delivery ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE alert_delivery ADD COLUMN actor_name TEXT NOT NULL DEFAULT '';
ALTER TABLE alert_delivery ADD COLUMN kind TEXT NOT NULL DEFAULT 'Alertmanager';
ALTER TABLE alert_delivery ADD COLUMN state TEXT NOT NULL DEFAULT 'Done';
ALTER TABLE alert_delivery ADD COLUMN work TEXT;
ALTER TABLE alert_delivery ADD COLUMN outcome TEXT;
ALTER TABLE alert_delivery ADD COLUMN is_test BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX alert_delivery_pending ON alert_delivery (seq) WHERE state = 'Pending';
CREATE INDEX alert_delivery_actor ON alert_delivery (actor_id, received_at);

ALTER TABLE alert ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN sender_key TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN actor_id TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN actor_name TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN service TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN severity INTEGER;
ALTER TABLE alert ADD COLUMN group_key TEXT;
ALTER TABLE alert ADD COLUMN copy_key TEXT;
ALTER TABLE alert ADD COLUMN ended_by TEXT;
ALTER TABLE alert ADD COLUMN due_at TEXT;
ALTER TABLE alert ADD COLUMN silence_id TEXT;
ALTER TABLE alert ADD COLUMN flaps INTEGER NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN is_counted BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE alert ADD COLUMN acknowledged_at TEXT;
ALTER TABLE alert ADD COLUMN body TEXT;

-- What was taken in before knew no subject: the fingerprint before the start is it. Of two firing rows of one fingerprint the newer counts.
UPDATE alert SET subject = 'fp:' || rtrim(rtrim(id, '-0123456789'), '@') WHERE subject = '';
UPDATE alert SET ended_at = last_seen_at, ended_by = 'Again' WHERE ended_at IS NULL AND EXISTS
    (SELECT 1 FROM alert newer WHERE newer.subject = alert.subject AND newer.ended_at IS NULL AND newer.id > alert.id);
CREATE UNIQUE INDEX alert_open_subject ON alert (subject) WHERE ended_at IS NULL;
CREATE INDEX alert_subject ON alert (subject, started_at);
CREATE INDEX alert_due ON alert (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX alert_actor_key ON alert (actor_id, sender_key);
CREATE INDEX alert_service_name ON alert (service, name);
CREATE INDEX alert_group ON alert (incident_id, group_key) WHERE group_key IS NOT NULL;
CREATE INDEX alert_copy ON alert (incident_id, copy_key) WHERE copy_key IS NOT NULL;
CREATE INDEX alert_count ON alert (incident_id, is_counted, ended_at);
CREATE INDEX alert_loose ON alert (last_seen_at) WHERE incident_id IS NULL AND ended_at IS NULL;
DROP INDEX alert_incident;

-- A beat that is expected: its due time is a row, so that a restart forgets none.
CREATE TABLE heartbeat (
    integration_id TEXT PRIMARY KEY REFERENCES integration (id),
    last_at TEXT,
    due_at TEXT NOT NULL,
    is_missing BOOLEAN NOT NULL
);
CREATE INDEX heartbeat_due ON heartbeat (due_at) WHERE NOT is_missing;
