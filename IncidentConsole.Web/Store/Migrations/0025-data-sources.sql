-- Servers that signals are read from. The secret is protected by the console's keys; the table alone gives it to nobody.
CREATE TABLE data_source (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    server TEXT NOT NULL UNIQUE,
    sign_in TEXT NOT NULL,
    user_name TEXT,
    secret TEXT,
    trust TEXT NOT NULL,
    authority TEXT
);
