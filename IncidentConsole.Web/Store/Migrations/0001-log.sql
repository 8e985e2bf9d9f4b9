-- The log, its texts, and what an append writes beside it. Types and forms are the ones both engines share.
CREATE TABLE event_log_head (
    id INTEGER PRIMARY KEY,
    position BIGINT NOT NULL,
    recorded_ticks BIGINT NOT NULL
);
INSERT INTO event_log_head (id, position, recorded_ticks) VALUES (1, 0, 0);

CREATE TABLE event (
    position BIGINT PRIMARY KEY,
    stream_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    reason TEXT,
    source TEXT NOT NULL,
    occurred_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    correlation TEXT NOT NULL,
    payload TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (stream_id, version)
);

CREATE TABLE event_text (
    position BIGINT NOT NULL REFERENCES event (position),
    field TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    salt TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (position, field)
);

CREATE TABLE deadline (
    stream_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at TEXT NOT NULL,
    retry_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT,
    PRIMARY KEY (stream_id, kind, subject, due_at)
);
CREATE INDEX deadline_retry ON deadline (retry_at);

CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    stream_id TEXT NOT NULL,
    cause TEXT NOT NULL,
    recipient TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    cancelled_by_acknowledge BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL,
    next_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    leased_by TEXT,
    leased_until TEXT,
    last_error TEXT,
    ended_at TEXT,
    UNIQUE (stream_id, cause, recipient, channel)
);
CREATE INDEX outbox_pending ON outbox (next_at) WHERE state = 'Pending';

CREATE TABLE idempotency (
    actor_id TEXT NOT NULL,
    key TEXT NOT NULL,
    stream_id TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);
