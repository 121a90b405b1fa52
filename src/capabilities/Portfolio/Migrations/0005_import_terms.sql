ALTER TABLE import_reject ADD COLUMN kept_since BIGINT;
