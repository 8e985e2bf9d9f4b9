-- Which procedures an incident began: what the next one like it is found by. Can be rebuilt from the log.
CREATE TABLE incident_procedure (
    incident_id TEXT NOT NULL,
    service TEXT NOT NULL,
    procedure_id TEXT NOT NULL,
    PRIMARY KEY (incident_id, procedure_id)
);
CREATE INDEX incident_procedure_of ON incident_procedure (service, procedure_id, incident_id);

-- The newest alerts of a name are read without sorting all of them.
DROP INDEX alert_service_name;
CREATE INDEX alert_service_name ON alert (service, name, number);
