CREATE TABLE recording_peaks (
  exhibit_id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  peaks {blob} NOT NULL,
  computed_at BIGINT NOT NULL
);
