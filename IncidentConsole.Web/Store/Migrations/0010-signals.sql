-- Signals as configured, what was read from them, and the alerts that came in. Sample times are unix milliseconds: they are many, and only ever compared.
CREATE TABLE signal (
    service TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    body TEXT NOT NULL,
    is_removed BOOLEAN NOT NULL,
    PRIMARY KEY (service, id)
);

CREATE TABLE sample (
    service TEXT NOT NULL,
    signal_id TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    series TEXT NOT NULL,
    value DOUBLE PRECISION,
    PRIMARY KEY (service, signal_id, at_ms, series)
);

CREATE TABLE alert (
    id TEXT PRIMARY KEY,
    incident_id TEXT,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    last_seen_at TEXT NOT NULL,
    deliveries INTEGER NOT NULL
);
CREATE INDEX alert_incident ON alert (incident_id);

CREATE TABLE alert_delivery (
    id TEXT PRIMARY KEY,
    actor_id TEXT NOT NULL,
    received_at TEXT NOT NULL,
    truncated INTEGER NOT NULL,
    body TEXT
);
CREATE INDEX alert_delivery_received ON alert_delivery (received_at);

CREATE TABLE alert_in_delivery (
    alert_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    PRIMARY KEY (alert_id, delivery_id)
);
