-- What the labels of an alert must say to be silenced, as JSON. Rows from before have at most a name.
ALTER TABLE alert_silence ADD COLUMN matchers TEXT;

-- What a silence of a service would cover: the alerts of it that fire.
CREATE INDEX alert_firing_of ON alert (service, number) WHERE ended_at IS NULL;
