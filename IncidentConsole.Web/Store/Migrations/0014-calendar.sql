-- The business days of a service: by them "next business day" is counted. No zone = the console's own. A day is yyyy-MM-dd.
ALTER TABLE service ADD COLUMN time_zone TEXT;

CREATE TABLE service_holiday (
    service TEXT NOT NULL REFERENCES service (slug),
    day TEXT NOT NULL,
    PRIMARY KEY (service, day)
);
