-- What the console does by itself when the metrics of a service are beyond the limits of its runbook.
ALTER TABLE service ADD COLUMN on_breach TEXT NOT NULL DEFAULT 'Nothing';
