-- The incidents with alerts that fire: the board asks which of them are over, and reads only this index.
CREATE INDEX alert_still_fires ON alert (incident_id) WHERE ended_at IS NULL AND incident_id IS NOT NULL;
