-- What was changed, and when: deploys, configuration, flags.
CREATE TABLE change_event (
    id TEXT PRIMARY KEY,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    sender_key TEXT NOT NULL,
    service TEXT NOT NULL,
    summary TEXT NOT NULL,
    source TEXT,
    author TEXT,
    url TEXT,
    at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    UNIQUE (actor_id, sender_key)
);
CREATE INDEX change_event_service ON change_event (service, at);

CREATE INDEX alert_in_delivery_of ON alert_in_delivery (delivery_id);
