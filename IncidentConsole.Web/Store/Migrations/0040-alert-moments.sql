-- When the console first heard of an alert: what is looked back at shows only what was known. Rows from before take their start.
ALTER TABLE alert ADD COLUMN first_seen_at TEXT;
UPDATE alert SET first_seen_at = started_at;

-- Where the work of a duplicate goes on, its alerts follow.
CREATE INDEX incident_merged ON incident (declared_at) WHERE status = 'Merged';
