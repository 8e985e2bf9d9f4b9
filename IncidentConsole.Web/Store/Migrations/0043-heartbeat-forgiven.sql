-- A beat that found the console down is expected anew once; set until the next beat comes.
ALTER TABLE heartbeat ADD COLUMN is_forgiven BOOLEAN NOT NULL DEFAULT FALSE;
