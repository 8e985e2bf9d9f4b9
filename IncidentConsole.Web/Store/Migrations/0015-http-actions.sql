-- Hosts that the console may send actions to: none until an administrator allows one. The audit table says who changed what.
CREATE TABLE allowed_host (
    rule TEXT PRIMARY KEY,
    allowed_by TEXT NOT NULL,
    allowed_at TEXT NOT NULL
);
