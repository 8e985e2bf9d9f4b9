-- People, keys and who changed which configuration.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password_hash TEXT,
    security_stamp TEXT NOT NULL,
    is_locked BOOLEAN NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE person_link (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    secret_hash TEXT NOT NULL UNIQUE,
    expires_at TEXT NOT NULL
);

-- By address, whether it has an account or not, so that an answer gives nothing away.
CREATE TABLE sign_in_failure (
    email TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TEXT NOT NULL,
    locked_until TEXT
);

CREATE TABLE api_key (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    person_id TEXT REFERENCES person (id),
    default_service TEXT,
    created_at TEXT NOT NULL,
    revoked_at TEXT
);

CREATE TABLE audit (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
);
CREATE INDEX audit_at ON audit (at);
