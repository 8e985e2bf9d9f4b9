-- Images attached to entries. Base64, because both engines store TEXT alike; at most 5 MB before encoding.
CREATE TABLE image (
    id TEXT PRIMARY KEY,
    stream_id TEXT NOT NULL,
    content_type TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at TEXT NOT NULL
);
